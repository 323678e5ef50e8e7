"""The desk: the trainer's pages before and after a session."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from facilitator.errors import FacilitatorError, NotFoundError
from facilitator.library.curriculum import PlanSummary
from facilitator.live.practice import Practice
from facilitator.live.purging import Purging
from facilitator.live.rooms import Rooms, SessionSummary
from facilitator.web.desk import page as desk_page
from facilitator.web.desk import session_form, time_zones
from facilitator.web.desk.after import add_after
from facilitator.web.desk.camera import CameraRoutes
from facilitator.web.desk.certificates import CertificateRoutes
from facilitator.web.desk.credit import CreditRoutes
from facilitator.web.desk.decks import DeckRoutes
from facilitator.web.desk.details import DetailsRoutes
from facilitator.web.desk.door import DOORS, DoorRoutes
from facilitator.web.desk.drafts import DraftRoutes
from facilitator.web.desk.expected import ExpectedRoutes
from facilitator.web.desk.kiosks import KioskRoutes
from facilitator.web.desk.languages import LanguageRoutes
from facilitator.web.desk.paper import PaperRoutes
from facilitator.web.desk.people import PeopleRoutes
from facilitator.web.desk.pictures import PictureRoutes
from facilitator.web.desk.prework import PreworkRoutes
from facilitator.web.desk.report import ReportRoutes
from facilitator.web.desk.review import ReviewRoutes
from facilitator.web.desk.roster import RosterRoutes
from facilitator.web.desk.session import SessionDesk, found
from facilitator.web.desk.session_form import SessionForm
from facilitator.web.desk.survey_routes import add_surveys
from facilitator.web.desk.word_lists import WordListRoutes
from facilitator.web.locale import sentence_of
from facilitator.web.survey_downloads import add_survey_downloads


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session in the list, with its start in its own time zone."""

    summary: SessionSummary
    starts: datetime


@dataclass(frozen=True, slots=True)
class Desk:
    """The pages that belong to no one session."""

    rooms: Rooms

    def list(self) -> str:
        """Show the plans and the sessions."""
        zone = time_zones.local()
        return render_template(
            "desk/list.html",
            plans=self.rooms.plans(),
            sessions=[
                SessionRow(s, desk_page.starts(s.session))
                for s in self.rooms.sessions()
            ],
            now=self.rooms.clock().astimezone(ZoneInfo(zone)),
            zone=zone,
            address=found()[0].address,
            receipts=self.rooms.after.receipts(),
        )

    def form(self) -> ResponseReturnValue:
        """Show the form for a new session of a plan."""
        addresses = found()
        plan = self._plan(request.args.get("plan", ""))
        return self._show_form(plan, session_form.blank(addresses[0].address))

    def create(self) -> ResponseReturnValue:
        """Make a session, or show the form again with what is wrong."""
        plan = self._plan(request.form.get("plan", ""))
        form, details = session_form.read(request.form)
        if details is None:
            return self._show_form(plan, form, 422)
        try:
            session = self.rooms.create(plan.name, details)
            self._guard(session.id)
        except FacilitatorError as refusal:
            sentence = sentence_of(refusal)
            return self._show_form(plan, form, refusal.status, sentence)
        section = "practice" if request.form.get("rehearsal") else None
        there = url_for(
            "desk.session", session_id=session.id, done="created", _anchor=section
        )
        return redirect(there, 303)

    def _guard(self, session_id: str) -> None:
        """Begin with a door that is kept by codes where attendance earns credit."""
        room = self.rooms.room(session_id)
        chosen = DOORS.get(request.form.get("door", ""))
        door = chosen or ("codes" if room.plan.credit else "open")
        if door != room.session.details.door:
            room.change_details(replace(room.session.details, door=door))

    def _plan(self, name: str) -> PlanSummary:
        for plan in self.rooms.plans():
            if plan.name == name:
                return plan
        raise NoSuchPlanError(plan=name[:80])

    def _show_form(
        self,
        plan: PlanSummary,
        form: SessionForm,
        status: int = 200,
        trouble: str = "",
    ) -> ResponseReturnValue:
        page = render_template(
            "desk/new.html",
            plan=plan,
            form=form,
            trouble=trouble,
            zones=time_zones.choices(),
            addresses=found(),
        )
        return page, status


class NoSuchPlanError(NotFoundError):
    """No session plan has this name."""

    code = "no-such-plan"
    sentence = "There is no session plan called {plan}. Choose one from the list."


def create_desk(rooms: Rooms, practice: Practice) -> Blueprint:
    """Return the desk's routes; `docs/protocol.md` lists them."""
    blueprint = Blueprint("desk", __name__)
    pages = Desk(rooms)
    session = SessionDesk(rooms, practice)
    decks = DeckRoutes(session)
    report = ReportRoutes(session)
    one = "/desk/sessions/<session_id>"
    add = blueprint.add_url_rule
    add("/desk", "list", pages.list)
    add("/desk/sessions", "form", pages.form)
    add("/desk/sessions", "create", pages.create, methods=["POST"])
    add(one, "session", session.page)
    add(one, "change", session.change, methods=["POST"])
    add(f"{one}/facts", "facts", session.facts)
    add(f"{one}/network", "network", session.network, methods=["POST"])
    add(f"{one}/door", "door", DoorRoutes(session).change, methods=["POST"])
    add(f"{one}/wifi", "wifi", session.wifi, methods=["POST"])
    add(f"{one}/practice", "practice", session.practise, methods=["POST"])
    add(f"{one}/decks", "add_deck", decks.add, methods=["POST"])
    add(f"{one}/decks/<deck_id>/use", "use_deck", decks.use, methods=["POST"])
    add(f"{one}/decks/<deck_id>/remove", "remove_deck", decks.remove, methods=["POST"])
    add(
        f"{one}/decks/<deck_id>/whole", "show_whole", decks.show_whole, methods=["POST"]
    )
    slide = f"{one}/decks/<deck_id>/slides/<int:slide>"
    add(f"{slide}/title", "mend_title", report.title, methods=["POST"])
    add(
        f"{slide}/description", "mend_description", report.description, methods=["POST"]
    )
    add(f"{one}/sections", "tie_section", report.section, methods=["POST"])
    _add_languages(blueprint, LanguageRoutes(session), f"{one}/decks/<deck_id>")
    add_after(blueprint, rooms, Purging(rooms))
    add_survey_downloads(blueprint, rooms)
    WordListRoutes(rooms.words).add_to(blueprint)
    add_surveys(blueprint, rooms)
    _add_drafts(blueprint, DraftRoutes(session), f"{one}/decks/<deck_id>")
    _add_people(blueprint, rooms, RosterRoutes(session), one)
    _add_put_right(blueprint, rooms, one)
    _add_ways_in(blueprint, rooms, one)
    add(f"{one}/places", "place", decks.place, methods=["POST"])
    _add_pictures(blueprint, PictureRoutes(session), f"{one}/decks/<deck_id>")
    _add_certificates(blueprint, CertificateRoutes(session), f"{one}/certificates")
    return blueprint


def _add_languages(blueprint: Blueprint, languages: LanguageRoutes, deck: str) -> None:
    add = blueprint.add_url_rule
    add(f"{deck}/pair", "pair_decks", languages.pair, methods=["POST"])
    add(f"{deck}/pairs", "mend_pairs", languages.mend, methods=["POST"])
    add(f"{deck}/separate", "separate_decks", languages.separate, methods=["POST"])


def _add_certificates(
    blueprint: Blueprint, certificates: CertificateRoutes, there: str
) -> None:
    add = blueprint.add_url_rule
    add(there, "certificates", certificates.state)
    add(there, "make_certificates", certificates.make, methods=["POST"])
    stop = f"{there}/stop"
    add(stop, "stop_certificates", certificates.stop, methods=["POST"])
    again = f"{there}/providers"
    add(again, "read_providers", certificates.providers, methods=["POST"])
    add(f"{there}.zip", "certificates_zip", certificates.download)


def _add_people(
    blueprint: Blueprint, rooms: Rooms, roster: RosterRoutes, one: str
) -> None:
    add, people = blueprint.add_url_rule, PeopleRoutes(rooms)
    add(f"{one}/people", "people", people.show)
    add(f"{one}/people", "walk_up", people.add, methods=["POST"])
    add(f"{one}/people/<person_id>", "person", people.person)
    add(f"{one}/people/<person_id>/tap", "tap", people.tap, methods=["POST"])
    add(f"{one}/people/<person_id>", "correct", people.correct, methods=["POST"])
    credit = CreditRoutes(rooms, people)
    there = f"{one}/people/<person_id>/details"
    details = DetailsRoutes(rooms, people)
    add(there, "put_right", details.put_right, methods=["POST"])
    written = f"{one}/people/<person_id>/credit/<credit_type>"
    add(written, "person_credit", credit.write, methods=["POST"])
    add(f"{one}/books", "books", credit.books, methods=["POST"])
    add(f"{one}/awaited/<person_id>", "came", people.expected, methods=["POST"])
    add(f"{one}/people/count", "count", people.count, methods=["POST"])
    add(f"{one}/roster", "bring_list", roster.bring, methods=["POST"])
    add(f"{one}/roster/list", "settle_list", roster.settle, methods=["POST"])
    add(f"{one}/roster/empty", "empty_roster", roster.empty, methods=["POST"])
    expected, there = ExpectedRoutes(rooms), f"{one}/roster/people"
    add(there, "expected", expected.show)
    there = f"{there}/<expected_id>"
    add(there, "change_expected", expected.change, methods=["POST"])


def _add_ways_in(blueprint: Blueprint, rooms: Rooms, one: str) -> None:
    add = blueprint.add_url_rule
    kiosks, camera, paper = KioskRoutes(rooms), CameraRoutes(rooms), PaperRoutes(rooms)
    add(f"{one}/kiosks", "kiosks", kiosks.show)
    add(f"{one}/kiosks", "invite_kiosk", kiosks.invite, methods=["POST"])
    there = f"{one}/kiosks/<kiosk_id>/remove"
    add(there, "remove_kiosk", kiosks.remove, methods=["POST"])
    add(f"{one}/camera", "camera", camera.show)
    add(f"{one}/camera/look", "camera_look", camera.look, methods=["POST"])
    add(f"{one}/camera/pass", "camera_pass", camera.passes, methods=["POST"])
    add(f"{one}/camera/undo", "camera_undo", camera.take_back, methods=["POST"])
    add(f"{one}/paper", "paper", paper.show)
    add(f"{one}/paper", "save_paper", paper.save, methods=["POST"])
    add(f"{one}/paper/unlisted", "add_paper", paper.add, methods=["POST"])


def _add_put_right(blueprint: Blueprint, rooms: Rooms, one: str) -> None:
    add = blueprint.add_url_rule
    review, prework = ReviewRoutes(rooms), PreworkRoutes(rooms)
    add(f"{one}/review", "review", review.show)
    add(f"{one}/pair", "pair", review.pair)
    add(f"{one}/pair", "decide", review.decide, methods=["POST"])
    add(f"{one}/pair/undo", "undo_merge", review.undo, methods=["POST"])
    add(f"{one}/phones", "look_at_phone", review.look, methods=["POST"])
    add(f"{one}/prework", "prework", prework.show)
    add(f"{one}/prework", "bring_completions", prework.bring, methods=["POST"])
    there = f"{one}/prework/list"
    add(there, "settle_completions", prework.settle, methods=["POST"])
    there = f"{one}/prework/<completion_id>/person"
    add(there, "tie_completion", prework.tie, methods=["POST"])
    add(f"{one}/prework/empty", "empty_prework", prework.empty, methods=["POST"])


def _add_drafts(blueprint: Blueprint, drafts: DraftRoutes, deck: str) -> None:
    add = blueprint.add_url_rule
    add(f"{deck}/copy.pptx", "copy_deck", drafts.copy)
    add(f"{deck}/drawing", "drawing", drafts.page)
    add(f"{deck}/drafts", "drafts", drafts.list)
    add(f"{deck}/drafts", "add_draft", drafts.add, methods=["POST"])
    add(f"{deck}/drafts/choice", "choose_drafts", drafts.choose, methods=["POST"])


def _add_pictures(blueprint: Blueprint, pictures: PictureRoutes, deck: str) -> None:
    slide = f"{deck}/slides/<int:slide>"
    add = blueprint.add_url_rule
    add(f"{deck}/drawn/<name>", "drawn", pictures.drawn)
    add(f"{deck}/pdf", "add_pdf", pictures.add_pdf, methods=["POST"])
    add(f"{deck}/beside", "put_beside", pictures.put_beside, methods=["POST"])
    add(f"{slide}/page", "choose_page", pictures.choose_page, methods=["POST"])
    add(f"{slide}/way", "show_as", pictures.show_as, methods=["POST"])
    add(f"{slide}/picture", "add_picture", pictures.add_picture, methods=["POST"])
    there = f"{slide}/picture/remove"
    add(there, "remove_picture", pictures.remove_picture, methods=["POST"])
