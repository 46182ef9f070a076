// What a screen reader is told: the last of several quick changes only.

let timer;

/** @param {string} text */
export function announce(text) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    document.getElementById('live').textContent = text;
  }, 500);
}
