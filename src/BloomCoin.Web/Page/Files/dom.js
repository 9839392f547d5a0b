// What every part of the page needs. Text only ever goes in as text.
export const element = id => document.getElementById(id);

export function text(id, words) {
  const node = element(id);
  if (node.textContent !== words) node.textContent = words;
}

export const replace = (parent, children) => parent.replaceChildren(...children);

export const fraction = part => `${(100 * part).toFixed(1)} %`;

// Seconds for people: 4 s, 12 min, 3 h, 5 d; the age of a genesis block is years.
export function age(seconds) {
  const steps = [[60, "s", 1], [3600, "min", 60], [86400, "h", 3600], [31557600, "d", 86400], [Infinity, "y", 31557600]];
  const [, unit, size] = steps.find(([limit]) => seconds < limit);
  return `${Math.floor(seconds / size)} ${unit}`;
}

// A canvas with as many pixels as the screen has, in the colours of the page.
export class Surface {
  constructor(canvas, draw) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
    this.draw = draw;
    new ResizeObserver(() => this.fit()).observe(canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.fit());
    this.fit();
  }

  fit() {
    const scale = window.devicePixelRatio || 1, { width, height } = this.canvas.getBoundingClientRect();
    [this.width, this.height] = [width, height];
    [this.canvas.width, this.canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
    this.context.setTransform(scale, 0, 0, scale, 0, 0);
    const style = getComputedStyle(document.documentElement);
    this.colours = new Proxy({}, { get: (_, name) => style.getPropertyValue(`--${name}`).trim() });
    this.draw?.();
  }
}
