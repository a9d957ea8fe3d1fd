"""What a test does in the page with one call, where Playwright needs many."""

CHOOSE = """choices => {
    for (const [name, value] of Object.entries(choices)) {
        const field = document.querySelector(`#choices [name=${name}]`);
        field[typeof value === "boolean" ? "checked" : "value"] = value;
        field.dispatchEvent(new Event("change", { bubbles: true }));
    }
}"""
PRESS = """name => {
    const named = (button) => (button.getAttribute("aria-label") ?? button.textContent).trim() === name;
    const button = [...document.querySelectorAll("button:enabled")].find((one) => named(one) && one.checkVisibility());
    button?.scrollIntoView({ block: "nearest", behavior: "instant" });
    const { left, top, width, height } = button?.getBoundingClientRect() ?? {};
    if (!button?.contains(document.elementFromPoint(left + width / 2, top + height / 2))) return false;
    button.focus();
    button.click();
    return true;
}"""
"""Presses a button if there is one of that name, and a finger would find it at its middle. Returns whether."""
FIELD = """() => {
    const field = document.querySelector("#words");
    field.focus();
    field.select();
    return document.activeElement === field && field.checkVisibility();
}"""
"""Goes to the field for words. Returns whether it can be typed into."""
LEAVE = """() => {
    Storage.prototype.setItem = () => {};
    sessionStorage.clear();
    addEventListener("pagehide", () => (window.name = ""));
    document.body.replaceChildren();
}"""
"""Has the page leave nothing behind for the next one in this tab, and draw nothing until then."""
