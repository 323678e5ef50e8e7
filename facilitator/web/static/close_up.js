// A part of the slide, as large as the wall allows.

/** How far along one side to move, so that the part is in the middle and no edge shows. */
function shift(wall, offset, size, scale, middle) {
  const wanted = wall / 2 - offset - scale * middle * size;
  const first = -offset;
  const last = wall - offset - scale * size;
  if (last > first) return (first + last) / 2;
  return Math.min(first, Math.max(last, wanted));
}

/** Return the CSS transform that fills `layer` with the part `zoom` of `frame`. */
export function closeUp(zoom, frame, layer) {
  if (!zoom || !frame.offsetWidth || !frame.offsetHeight) return "none";
  const [left, top, width, height] = zoom;
  const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = frame;
  const { clientWidth: across, clientHeight: down } = layer;
  const scale = Math.min(across / (width * offsetWidth), down / (height * offsetHeight));
  const x = shift(across, offsetLeft, offsetWidth, scale, left + width / 2);
  const y = shift(down, offsetTop, offsetHeight, scale, top + height / 2);
  return `translate(${x}px, ${y}px) scale(${scale})`;
}
