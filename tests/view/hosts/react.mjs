// A React application that makes the target anew, moves it, and opens a dialog through a portal.
import { StrictMode, createElement as el, useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { createRoot } from "react-dom/client";

function Confirm({ onClose }) {
  const dialog = useRef(null);
  useEffect(() => {
    dialog.current.showModal();
    return () => dialog.current?.close();
  }, []);
  const button = el("button", { onClick: onClose, id: "close" }, "Close");
  return createPortal(el("dialog", { ref: dialog, "aria-label": "Portal" }, el("p", null, "Sure?"), button), document.body);
}

function App() {
  const [{ turn, asking }, set] = useState({ turn: 0, asking: false });
  useEffect(() => {
    window.turn = () => set((was) => ({ ...was, turn: was.turn + 1 }));
    window.confirmInPortal = () => set((was) => ({ ...was, asking: true }));
  }, []);
  const rows = Array.from({ length: 30 }, (_, at) => {
    const mine = at === turn % 8;
    // A new key each time: the row is made anew.
    const key = `${at}-${turn}`;
    return el("li", { key }, mine ? el("button", { id: "late" }, `Row ${at}`) : `Row ${at}`);
  });
  const dialog = asking && el(Confirm, { onClose: () => set((was) => ({ ...was, asking: false })) });
  return el("section", null, el("ul", null, rows), dialog);
}

createRoot(document.getElementById("slot")).render(el(StrictMode, null, el(App)));
