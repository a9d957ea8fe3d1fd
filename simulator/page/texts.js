// What the page says, in the language it is served in: content/en/page.toml for English.

export const texts = JSON.parse(document.getElementById("texts").textContent);

/** Fill values into a text's braces. */
export function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (braces, name) => values[name] ?? braces);
}
