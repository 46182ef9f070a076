// Documents in and out of the browser's own files; nothing is sent anywhere.

export const readFile = (file) => file.text();

/** @param {string} name @param {string} text @param {string} [type] */
export function download(name, text, type = 'application/json') {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
