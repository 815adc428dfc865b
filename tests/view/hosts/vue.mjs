// A Vue application that makes the target anew, moves it, and opens a dialog through a teleport.
import { Teleport, createApp, h, nextTick, ref } from "vue";

const turn = ref(0);
const asking = ref(false);

const dialog = () =>
  h(Teleport, { to: "body" }, [
    h("dialog", { id: "portal", "aria-label": "Portal" }, [
      h("p", "Sure?"),
      h("button", { id: "close", onClick: () => (asking.value = false) }, "Close"),
    ]),
  ]);

createApp({
  setup() {
    window.turn = () => turn.value++;
    window.confirmInPortal = async () => {
      asking.value = true;
      await nextTick();
      document.getElementById("portal").showModal();
    };
    return () => {
      const rows = Array.from({ length: 30 }, (_, at) => {
        const mine = at === turn.value % 8;
        return h("li", { key: `${at}-${turn.value}` }, mine ? h("button", { id: "late" }, `Row ${at}`) : `Row ${at}`);
      });
      return h("section", [h("ul", rows), asking.value ? dialog() : null]);
    };
  },
}).mount("#slot");
