/* What somebody put into a form stays there until the form has said what is wrong with it.

   A plain script, for the calendars take their settings as soon as the page has their fields. */

// Wagtail's calendar puts today in the place of a date that it can't read, and says nothing of it. The form reads more ways to write one.
window.jQuery.fn.datetimepicker.defaults.validateOnBlur = false;

// A browser cuts what is pasted to the length of the field, and says nothing of it either.
document.addEventListener("paste", (event) => event.target.removeAttribute?.("maxlength"), { capture: true });
