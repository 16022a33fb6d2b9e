// Wagtail saves a page by itself while somebody types. Whoever presses a button at that very moment would send the form
// to where it was made a page just now, and be told that its address is taken. So the button waits for the answer.
let saving = false;
let sent = false;
let waiting = null;

document.addEventListener("w-autosave:save", (event) => {
  // What is sent by hand is the last word.
  if (sent) event.preventDefault();
  else saving = true;
});

for (const end of ["w-autosave:success", "w-autosave:error"]) {
  document.addEventListener(end, () => {
    saving = false;
    if (!waiting) return;
    const { form, button } = waiting;
    waiting = null;
    // It is disabled to show that it is busy, and would be left out of what is sent.
    const busy = button?.disabled;
    if (button) button.disabled = false;
    form.requestSubmit(button);
    if (button) button.disabled = busy;
  });
}

document.addEventListener(
  "submit",
  (event) => {
    if (!event.target.matches("[data-controller~='w-autosave']")) return;
    if (!saving) {
      sent = true;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting = { form: event.target, button: event.submitter };
  },
  true,
);
