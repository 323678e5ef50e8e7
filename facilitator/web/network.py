"""The addresses under which phones may reach this laptop, best first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from ipaddress import IPv4Address, IPv4Network
from socket import AF_INET
from typing import Literal

import psutil
from flask_babel import gettext as _

Kind = Literal["hotspot", "wifi", "wired", "public", "virtual", "laptop"]

_ORDER: tuple[Kind, ...] = ("hotspot", "wifi", "wired", "public", "virtual", "laptop")
# A phone in the room reaches these; the others are shown, never recommended.
_REACHABLE: frozenset[Kind] = frozenset({"hotspot", "wifi", "wired", "public"})

# Where a laptop puts itself when it is the hotspot: Windows, macOS, NetworkManager.
_HOTSPOTS = frozenset({"192.168.137.1", "192.168.2.1", "10.42.0.1"})
_PRIVATE = tuple(
    IPv4Network(net) for net in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
)
_LINK_LOCAL = IPv4Network("169.254.0.0/16")
# Shared address space: carriers, and the Tailscale VPN.
_SHARED = IPv4Network("100.64.0.0/10")

_WIFI_NAMES = ("wl", "wi-fi", "wifi", "wireless", "airport", "conexión de red inal")
# The name of the built-in Wi-Fi on every MacBook; Linux has eno1, never en0.
_MAC_WIFI = "en0"
_VIRTUAL_STARTS = (
    *("docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "lxc", "lxd", "cni"),
    *("podman", "utun", "tun", "tap", "wg", "ppp", "ipsec", "zt", "tailscale"),
    *("awdl", "llw", "anpi", "ap1"),
)
_VIRTUAL_PARTS = (
    *("vethernet", "wsl", "hyper-v", "vmware", "virtualbox", "vpn", "zerotier"),
    *("wireguard", "openvpn", "wintun", "tailscale", "bluetooth", "npcap"),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One address of this laptop, with what speaks for or against it.

    `address` is host:port, as phones type it. At most one candidate is `recommended`.
    """

    host: str
    address: str
    interface: str
    kind: Kind
    recommended: bool = False

    @property
    def reachable(self) -> bool:
        """Whether a phone in the room can be expected to reach it."""
        return self.kind in _REACHABLE

    @property
    def name(self) -> str:
        """The kind of connection, in the visitor's language."""
        names: dict[Kind, str] = {
            "hotspot": _("Hotspot of this laptop"),
            "wifi": _("Wi-Fi"),
            "wired": _("Network cable"),
            "public": _("Public network"),
            "virtual": _("Virtual network or VPN"),
            "laptop": _("Only this laptop"),
        }
        return names[self.kind]

    @property
    def reason(self) -> str:
        """Why it stands where it stands, in the visitor's language."""
        reasons: dict[Kind, str] = {
            "hotspot": _(
                "Phones that join this laptop's own hotspot reach it. "
                "No building network can get in between."
            ),
            "wifi": _("Phones on the same Wi-Fi reach it, if the Wi-Fi lets them."),
            "wired": _(
                "Phones reach it when the Wi-Fi and this cable lead to the same router."
            ),
            "public": _(
                "This address is not a private one. "
                "Phones may reach it; the building's firewall may not let them."
            ),
            "virtual": _(
                "It belongs to a VPN or a virtual computer. "
                "Phones usually cannot reach it."
            ),
            "laptop": _("Good for trying things out here; no phone can reach it."),
        }
        return reasons[self.kind]


def candidates(port: int) -> tuple[Candidate, ...]:
    """Return every IPv4 address of this laptop that is up, best first.

    All interfaces are looked at, rather than the way to the internet, because a
    hotspot or a travel router often has none.
    """
    stats = psutil.net_if_stats()
    return ranked(
        {
            name: [a.address for a in addresses if a.family == AF_INET]
            for name, addresses in psutil.net_if_addrs().items()
            if name in stats and stats[name].isup
        },
        port,
    )


def ranked(interfaces: Mapping[str, Iterable[str]], port: int) -> tuple[Candidate, ...]:
    """Return the candidates among the addresses of each interface, best first."""
    found = [
        Candidate(address, f"{address}:{port}", interface, kind)
        for interface, addresses in interfaces.items()
        for address in addresses
        if (kind := _kind_of(interface, address)) and kind != "laptop"
    ]
    found.sort(key=lambda c: (_ORDER.index(c.kind), c.interface, c.host))
    if found and found[0].reachable:
        found[0] = replace(found[0], recommended=True)
    loopback = Candidate("127.0.0.1", f"127.0.0.1:{port}", "", "laptop")
    return (*found, loopback)


def _kind_of(interface: str, address: str) -> Kind | None:
    """Return what the address is good for; None where it is no address to give out."""
    ip = IPv4Address(address)
    name = interface.casefold()
    if ip in _LINK_LOCAL or ip.is_unspecified:
        return None
    if ip.is_loopback:
        return "laptop"
    if address in _HOTSPOTS:
        return "hotspot"
    if ip in _SHARED or _is_virtual(name):
        return "virtual"
    if not any(ip in net for net in _PRIVATE):
        return "public"
    return "wifi" if name.startswith(_WIFI_NAMES) or name == _MAC_WIFI else "wired"


def _is_virtual(name: str) -> bool:
    return name.startswith(_VIRTUAL_STARTS) or any(p in name for p in _VIRTUAL_PARTS)
