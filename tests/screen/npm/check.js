// Checks APL documents: a list of them on standard input as JSON, a list of faults for each on standard output.
// Amazon's checker knows properties and values; it passes over the names of components and commands, so those come first.

console.log = () => {}; // it talks of mixins
const path = require("path");
const folder = path.resolve(process.argv[2], "node_modules");
const { StaticAplTemplateValidator } = require(path.join(folder, "apl-suggester"));

const COMPONENTS = new Set(["Container", "Frame", "Text", "TouchWrapper", "VectorGraphic"]);
const COMMANDS = new Set(["Idle", "SendEvent", "SetValue"]);
const FALSE_ALARM = /additional properties : accessibilityLabel$/; // known on every component of 1.4, but not to the checker

function* names(part, at, layouts, kind) {
  if (Array.isArray(part)) {
    for (const [index, each] of part.entries()) yield* names(each, `${at}/${index}`, layouts, kind);
  } else if (part && typeof part === "object") {
    if (kind === "component" && !COMPONENTS.has(part.type) && !layouts.has(part.type)) yield `${at}: component ${part.type}`;
    if (kind === "command" && !COMMANDS.has(part.type)) yield `${at}: command ${part.type}`;
    for (const [key, value] of Object.entries(part)) yield* names(value, `${at}/${key}`, layouts, kindOf(key));
  } else if (typeof part === "string" && part.split("${").length !== part.split("}").length) {
    yield `${at}: braces: ${part}`;
  }
}

function kindOf(key) {
  if (["item", "items"].includes(key)) return "component";
  return /^(on[A-Z]\w*|commands)$/.test(key) ? "command" : null;
}

async function faults(document) {
  const layouts = new Set(Object.keys(document.layouts));
  const own = [...names(document.mainTemplate, "mainTemplate", layouts), ...names(document.layouts, "layouts", layouts)];
  if (document.import) own.push("import: only Amazon's network has packages");
  const found = await new StaticAplTemplateValidator().validate(document);
  const theirs = found.filter(({ errorMessage }) => !FALSE_ALARM.test(errorMessage ?? ""));
  return [...own, ...theirs.map(({ path: at, errorMessage }) => `${at}: ${errorMessage}`)];
}

async function main() {
  let text = "";
  for await (const piece of process.stdin) text += piece;
  const found = [];
  for (const document of JSON.parse(text)) found.push(await faults(document));
  process.stdout.write(JSON.stringify(found));
}

main();
