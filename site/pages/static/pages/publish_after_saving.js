/* Who presses “publish” while the page is saving itself gets what they asked for, once.

   Wagtail saves half a second after a change. It doesn't hold a press for that: a new page would be sent twice at the same moment, and the
   editor told that its address is in use. So a press waits here until the saving has its answer, and nothing saves itself after the press.
   The events are those of Wagtail's AutosaveController. */

const LEAVES = "button[type='submit'], button[data-workflow-action-name]";
const LEAVING_TAKES_AT_MOST = 30_000; // milliseconds, as long as Wagtail's own buttons wait

const form = document.querySelector("form[data-edit-form]");
let saving = false;
let pressed = null;
let leaving;

/** The button as it is now: the first saving puts other buttons in the place of those of a new page. */
function itself(button) {
  if (button.isConnected) return button;
  return form.querySelector(button.name ? `button[name='${button.name}']` : "button[type='submit']:not([name])");
}

function release() {
  if (saving || !pressed) return;
  const button = itself(pressed);
  pressed = null;
  button?.removeAttribute("aria-busy");
  button?.click();
}

function answered() {
  saving = false;
  // What was typed meanwhile is saved at once, and that is waited for too.
  setTimeout(release);
}

if (form) {
  form.addEventListener("w-autosave:save", (event) => {
    if (leaving) event.preventDefault();
    else saving = true;
  });
  form.addEventListener("w-autosave:success", answered);
  form.addEventListener("w-autosave:error", answered);
  form.addEventListener("submit", () => {
    leaving = setTimeout(() => {
      leaving = undefined;
    }, LEAVING_TAKES_AT_MOST);
  });
  document.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest?.(LEAVES);
      if (!saving || button?.form !== form) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      pressed = button;
      pressed.setAttribute("aria-busy", "true");
    },
    { capture: true },
  );
}
