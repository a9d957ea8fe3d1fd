// Rings that empty as time runs out. Drawn from the clock each frame, so a late frame never adds up.

const SHAPE = "http://www.w3.org/2000/svg";
const still = matchMedia("(prefers-reduced-motion: reduce)");

/** A small ring with its number, for a line of the transcript. */
export function smallRing(seconds) {
  const svg = document.createElementNS(SHAPE, "svg");
  svg.setAttribute("viewBox", "0 0 36 36");
  const circles = ["track", "arc"].map((name) => {
    const circle = svg.appendChild(document.createElementNS(SHAPE, "circle"));
    const given = { class: name, cx: 18, cy: 18, r: 15, pathLength: 100 };
    Object.entries(given).forEach(([key, value]) => circle.setAttribute(key, value));
    return circle;
  });
  circles[1].setAttribute("stroke-dasharray", 100);
  circles[1].setAttribute("transform", "rotate(-90 18 18)");
  const number = svg.appendChild(document.createElementNS(SHAPE, "text"));
  number.setAttribute("x", 18);
  number.setAttribute("y", 18);
  number.textContent = seconds;
  return { svg, arc: circles[1], number };
}

/** Empty rings over `seconds` from the moment `from` (performance.now's milliseconds); gives what stops it. */
export function countDown(rings, from, seconds) {
  let frame = 0;
  const draw = () => {
    const left = Math.max(0, (from - performance.now()) / 1000 + seconds);
    const whole = Math.ceil(left);
    rings.forEach((ring) => fill(ring, (still.matches ? whole : left) / seconds, whole));
    if (left > 0) frame = requestAnimationFrame(draw);
  };
  draw();
  return () => cancelAnimationFrame(frame);
}

/** Show a ring filled to a share, 0 to 1, with a number in it. */
export function fill({ arc, number }, share, text) {
  arc.setAttribute("stroke-dashoffset", (100 * (1 - Math.min(1, share))).toFixed(2));
  if (number && number.textContent !== String(text)) number.textContent = text;
}
