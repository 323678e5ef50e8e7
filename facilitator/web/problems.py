"""What a visitor is told when something cannot be done."""

import logging

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from facilitator.errors import BadInputError, FacilitatorError, NotFoundError
from facilitator.web.locale import sentence_of

log = logging.getLogger(__name__)


class TooLargeError(BadInputError):
    """The request carries more than the door takes."""

    code = "too-large"
    status = 413
    sentence = "That is too large to be sent. Send less and try again."


class WrongMethodError(BadInputError):
    """The address is right, the way of asking is not."""

    code = "wrong-method"
    status = 405
    sentence = "This page cannot be used in that way. Go back and try again."


class BugError(FacilitatorError):
    """Something that should never happen did."""

    code = "bug"
    status = 500
    sentence = (
        "Something went wrong in the program. Nothing that was saved is lost. "
        "Try again; if it happens again, see the log file."
    )


HTTP_ERRORS: dict[int, FacilitatorError] = {
    404: NotFoundError(),
    405: WrongMethodError(),
    413: TooLargeError(),
}


def wants_json() -> bool:
    """Whether the visitor is a script."""
    if request.is_json:
        return True
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json"


def told(error: FacilitatorError) -> dict[str, object]:
    """Return an error as scripts and sockets read it, in the visitor's language."""
    return {"ok": False, "code": error.code, "message": sentence_of(error)}


def answer_with(error: FacilitatorError) -> ResponseReturnValue:
    """Return the page, or the JSON, that says what happened."""
    if wants_json():
        return told(error), error.status
    return render_template("problem.html", message=sentence_of(error)), error.status


def install(app: Flask) -> None:
    """Turn every refusal and every bug into a sentence."""

    @app.errorhandler(FacilitatorError)
    def refused(error: FacilitatorError) -> ResponseReturnValue:
        return answer_with(error)

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> ResponseReturnValue:
        known = HTTP_ERRORS.get(error.code or 0)
        if known is None and error.response is not None:
            return error.response
        return answer_with(known or BadInputError(what="The request"))

    @app.errorhandler(Exception)
    def bug(error: Exception) -> ResponseReturnValue:
        log.error("a page failed", exc_info=error)
        return answer_with(BugError())
