// What undo takes back, in words.
import { t } from "../strings.js";

function shown({ screen, slide }) {
  if (screen === "slide" && slide) {
    if (slide.build > 0) {
      return t("Undo: slide {n}, click {click}", { n: slide.n, click: slide.build + 1 });
    }
    return t("Undo: slide {n}", { n: slide.n });
  }
  return {
    lobby: t("Undo: lobby"),
    poll: t("Undo: poll"),
    note: t("Undo: content note"),
    break: t("Undo: break"),
    worksheet: t("Undo: worksheet"),
    question: t("Undo: question on stage"),
    "sign-out": t("Undo: sign-out"),
    calm: t("Undo: calm"),
    black: t("Undo: black"),
  }[screen];
}

/** Return "Undo: slide 12", or "Undo" where nothing can be taken back. */
export function undoWords(state) {
  if (!state.can_undo) return t("Undo");
  const switched = t("Undo: switch");
  const changed = {
    open_poll: t("Undo: poll opened"),
    close_poll: t("Undo: poll closed"),
    close_and_show: t("Undo: poll closed"),
    ask_again: t("Undo: asked again"),
    poll_time: t("Undo: more time to answer"),
    stop_poll_time: t("Undo: countdown stopped"),
    show_results: t("Undo: results shown"),
    hide_results: t("Undo: results hidden"),
    show_text: t("Undo: answer shown"),
    hide_text: t("Undo: answer hidden"),
    show_unflagged: t("Undo: answers shown"),
    merge_texts: t("Undo: merged"),
    separate_text: t("Undo: separated"),
    pin_text: t("Undo: pinned"),
    unpin_text: t("Undo: unpinned"),
    freeze_wall: t("Undo: wall frozen"),
    unfreeze_wall: t("Undo: wall let go"),
    let_question_through: t("Undo: let through"),
    hold_question: t("Undo: held"),
    hide_question: t("Undo: question hidden"),
    answer_question: t("Undo: answered"),
    merge_questions: t("Undo: merged"),
    separate_question: t("Undo: separated"),
    unstage_question: t("Undo: taken off"),
    questions: switched,
    evaluation: switched,
    worksheet: switched,
    pre: switched,
    post: switched,
    follow: switched,
    corner: switched,
    phone_results: switched,
    compare: t("Undo: comparison"),
    language: t("Undo: language"),
    agenda: t("Undo: part begun"),
    timer: t("Undo: countdown"),
    add_minutes: t("Undo: minutes added"),
    stop_timer: t("Undo: countdown stopped"),
    zoom: state.zoom ? t("Undo: zoom") : t("Undo: zoomed out"),
    play: t("Undo: play"),
    pause: t("Undo: pause"),
  };
  return changed[state.made_by] ?? shown(state) ?? t("Undo");
}
