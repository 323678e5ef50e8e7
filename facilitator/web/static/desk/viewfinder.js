// The laptop's camera: the middle of its picture, in grey, a few times a second.
import { html, useEffect, useRef, useState } from "../vendor/preact-htm.js";
import { t } from "../strings.js";

const PAUSE = 150;
const MOST_SIDE = 640;
const WANTED = {
  audio: false,
  video: { width: { ideal: 1280 }, height: { ideal: 720 } },
};

function why(error) {
  if (!navigator.mediaDevices?.getUserMedia) {
    const address = `http://127.0.0.1:${location.port}${location.pathname}`;
    return t("The browser gives the camera to pages of this laptop alone. Open this page at {address}", { address });
  }
  switch (error.name) {
    case "NotAllowedError":
    case "SecurityError":
      return t("The browser was told not to use the camera. Allow it at the sign in the address bar, then start the camera again.");
    case "NotFoundError":
    case "OverconstrainedError":
      return t("This laptop has no camera that the browser can find. Type the letters beside the code instead.");
    case "NotReadableError":
    case "AbortError":
      return t("Another program uses the camera. Close it there, then start the camera again.");
    default:
      return t("The camera did not start. Type the letters beside the code, or start the camera again.");
  }
}

/** Return the grey values of the middle square of a video's picture, and their side. */
function middle(video, canvas) {
  const side = Math.min(video.videoWidth, video.videoHeight, MOST_SIDE);
  if (!side) return null;
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const x = (video.videoWidth - side) / 2;
  const y = (video.videoHeight - side) / 2;
  context.drawImage(video, x, y, side, side, 0, 0, side, side);
  const { data } = context.getImageData(0, 0, side, side);
  const grey = new Uint8Array(side * side);
  for (let at = 0, from = 0; at < grey.length; at += 1, from += 4) {
    grey[at] = (data[from] * 77 + data[from + 1] * 150 + data[from + 2] * 29) >> 8;
  }
  return { grey, side };
}

async function look(place, frame) {
  const response = await fetch(`${place}/look?width=${frame.side}`, {
    method: "POST",
    headers: { Accept: "application/json", "Content-Type": "application/octet-stream" },
    body: frame.grey,
  });
  return (await response.json()).code || "";
}

/** Look as long as the picture runs; one frame is on its way at a time. */
function useLooking(video, isOn, place, see) {
  const seen = useRef(see);
  seen.current = see;
  useEffect(() => {
    if (!isOn) return undefined;
    const canvas = document.createElement("canvas");
    let timer = 0;
    const step = async () => {
      const frame = document.hidden ? null : middle(video.current, canvas);
      try {
        const code = frame ? await look(place, frame) : "";
        if (code) seen.current(code);
      } catch {
        // The program is starting again: the next frame will tell.
      }
      if (timer >= 0) timer = setTimeout(step, PAUSE);
    };
    step();
    return () => {
      clearTimeout(timer);
      timer = -1;
    };
  }, [isOn]);
}

/** The camera's picture with the frame to hold a code in; `see` is told each code. */
export function Viewfinder({ place, see }) {
  const video = useRef(null);
  const [turn, setTurn] = useState(0);
  const [isOn, setOn] = useState(false);
  const [trouble, setTrouble] = useState("");
  useEffect(() => {
    let stream = null;
    let isGone = false;
    const off = (error) => {
      setOn(false);
      if (!isGone) setTrouble(why(error));
    };
    const start = async () => {
      setTrouble("");
      try {
        stream = await navigator.mediaDevices.getUserMedia(WANTED);
        if (isGone) throw new DOMException("", "AbortError");
        for (const track of stream.getTracks()) track.onended = () => off(new Error());
        video.current.srcObject = stream;
        await video.current.play();
        setOn(true);
      } catch (error) {
        off(error);
      }
    };
    start();
    return () => {
      isGone = true;
      for (const track of stream?.getTracks() || []) track.stop();
    };
  }, [turn]);
  useLooking(video, isOn, place, see);
  return html`<div class="stack-small">
    <div class="camera-view ${isOn ? "" : "off"}">
      <video ref=${video} muted playsinline hidden=${!isOn} aria-hidden="true"></video>
      ${!isOn && html`<p class="camera-off">${trouble || t("The camera is starting.")}</p>`}
    </div>
    <div role="alert">${trouble && html`<span class="visually-hidden">${trouble}</span>`}</div>
    ${trouble
      ? html`<p>
          <button type="button" class="button" onClick=${() => setTurn(turn + 1)}>
            ${t("Start the camera")}
          </button>
        </p>`
      : html`<p class="hint">${t("Hold one code in the frame, a hand’s breadth away.")}</p>`}
  </div>`;
}
