"""Which address phones are sent to."""

from facilitator.web.network import candidates, ranked


def kinds(interfaces: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(c.kind, c.address) for c in ranked(interfaces, 8765)]


def test_a_linux_laptop_prefers_wifi_to_cable_and_docker_comes_after() -> None:
    assert kinds(
        {
            "lo": ["127.0.0.1"],
            "docker0": ["172.17.0.1"],
            "enp3s0": ["192.168.1.20"],
            "wlp2s0": ["192.168.1.21"],
        }
    ) == [
        ("wifi", "192.168.1.21:8765"),
        ("wired", "192.168.1.20:8765"),
        ("virtual", "172.17.0.1:8765"),
        ("laptop", "127.0.0.1:8765"),
    ]


def test_a_windows_hotspot_comes_before_everything() -> None:
    assert kinds(
        {
            "Loopback Pseudo-Interface 1": ["127.0.0.1"],
            "vEthernet (WSL)": ["172.20.48.1"],
            "VMware Network Adapter VMnet8": ["192.168.56.1"],
            "Ethernet": ["169.254.7.7"],
            "Wi-Fi": ["10.1.2.3"],
            "Local Area Connection* 10": ["192.168.137.1"],
        }
    )[:2] == [("hotspot", "192.168.137.1:8765"), ("wifi", "10.1.2.3:8765")]


def test_a_mac_sends_phones_to_its_wifi_and_not_to_the_vpn() -> None:
    assert kinds({"utun4": ["10.9.0.2"], "en0": ["10.0.0.5"], "awdl0": []}) == [
        ("wifi", "10.0.0.5:8765"),
        ("virtual", "10.9.0.2:8765"),
        ("laptop", "127.0.0.1:8765"),
    ]


def test_a_public_address_is_offered_and_a_shared_one_is_not_recommended() -> None:
    assert kinds({"eth0": ["8.8.4.4"], "eth1": ["100.90.1.2"]}) == [
        ("public", "8.8.4.4:8765"),
        ("virtual", "100.90.1.2:8765"),
        ("laptop", "127.0.0.1:8765"),
    ]


def test_only_the_best_is_recommended() -> None:
    found = ranked({"wlan0": ["192.168.1.2"], "eth0": ["192.168.1.3"]}, 80)

    assert [c.recommended for c in found] == [True, False, False]


def test_with_no_network_there_is_this_laptop_and_nothing_is_recommended() -> None:
    found = ranked({"eth0": ["169.254.1.1"], "docker0": ["172.17.0.1"]}, 80)

    assert [(c.kind, c.recommended) for c in found] == [
        ("virtual", False),
        ("laptop", False),
    ]


def test_the_addresses_of_this_machine_end_with_this_laptop_itself() -> None:
    assert candidates(8765)[-1].address == "127.0.0.1:8765"
