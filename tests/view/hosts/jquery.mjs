// An admin page of the jQuery kind: markup as text, written anew at every turn.
import $ from "jquery";

// Such a page can live under trusted types only with a policy that trusts it all.
trustedTypes.createPolicy("default", { createHTML: (text) => text });
const slot = $("#slot");
let turns = 0;

function render() {
  const row = (at) => `<tr><td>${at === turns % 8 ? `<button id="late">Row ${at}</button>` : `Row ${at}`}</td></tr>`;
  slot.html(`<table><tbody>${Array.from({ length: 30 }, (_, at) => row(at)).join("")}</tbody></table>`);
}

window.turn = () => {
  turns++;
  render();
};
window.confirmInPortal = () => {
  $("body").append('<dialog aria-label="Portal"><p>Sure?</p><button id="close">Close</button></dialog>');
  $("dialog").last()[0].showModal();
};
$(document).on("click", "#close", (event) => $(event.target).closest("dialog").remove());
render();
