//! Where a card stands: pure geometry, in CSS pixels of the viewport.
//!
//! The view measures, [`place`] decides. The wished side comes first, then the opposite one, then
//! the other two; a card that fits beside its target never covers it, and a card that fits in the
//! viewport never leaves it.

use banso_content::model::Side;

/// A box on the screen, in CSS pixels from the top left of the viewport.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width, not negative.
    pub width: f32,
    /// Height, not negative.
    pub height: f32,
}

/// A width and a height, in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// Width, not negative.
    pub width: f32,
    /// Height, not negative.
    pub height: f32,
}

/// How a card lines up with its target, along the side that it stands on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// The left edges, or the top edges, meet.
    Start,
    /// The middles meet.
    #[default]
    Center,
    /// The right edges, or the bottom edges, meet.
    End,
}

/// What is wanted of a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wish {
    /// The side of the target, if there is room.
    pub side: Side,
    /// The alignment, as far as the viewport allows.
    pub align: Align,
    /// Between the target and the card.
    pub offset: f32,
    /// Between the card and the edges of the viewport.
    pub padding: f32,
    /// How near to the card's corners the middle of the arrow may come.
    pub inset: f32,
}

/// The place that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placement {
    /// The card's left edge.
    pub x: f32,
    /// The card's top edge.
    pub y: f32,
    /// The side of the target that the card stands on.
    pub side: Side,
    /// The middle of the arrow, from the card's left edge (its top edge when it stands left or
    /// right). None when there is no room beside the target and the card lies over it.
    pub arrow: Option<f32>,
}

/// One axis of a placement: where something starts and how long it is.
#[derive(Clone, Copy)]
struct Span {
    start: f32,
    length: f32,
}

impl Span {
    fn end(self) -> f32 {
        self.start + self.length
    }

    fn middle(self) -> f32 {
        self.start + self.length / 2.0
    }
}

impl Rect {
    fn horizontal(self) -> Span {
        Span {
            start: self.x,
            length: self.width,
        }
    }

    fn vertical(self) -> Span {
        Span {
            start: self.y,
            length: self.height,
        }
    }

    /// Whether two boxes share an area.
    pub fn overlaps(self, other: Self) -> bool {
        let meet = |a: Span, b: Span| a.start < b.end() && b.start < a.end();
        meet(self.horizontal(), other.horizontal()) && meet(self.vertical(), other.vertical())
    }

    /// The width and the height.
    pub fn size(self) -> Size {
        Size {
            width: self.width,
            height: self.height,
        }
    }

    /// Whether `inner` lies within this box, edges included.
    pub fn contains(self, inner: Self) -> bool {
        let hold = |a: Span, b: Span| a.start <= b.start && b.end() <= a.end();
        hold(self.horizontal(), inner.horizontal()) && hold(self.vertical(), inner.vertical())
    }
}

/// Places a card of size `card` by `target` within a viewport that starts at (0, 0).
#[inline(never)]
pub fn place(target: Rect, card: Size, viewport: Size, wish: Wish) -> Placement {
    let room = |side| room(target, card, viewport, side) - wish.offset - wish.padding;
    let sides = order(wish.side);
    let fit = sides.into_iter().find(|side| room(*side) >= 0.0);
    let side = fit.unwrap_or_else(|| roomiest(sides, room));
    let upright = matches!(side, Side::Top | Side::Bottom);
    let spans = (target.horizontal(), target.vertical());
    let (along, across) = if upright { spans } else { (spans.1, spans.0) };
    let (wide, high) = ((card.width, viewport.width), (card.height, viewport.height));
    let (length, depth) = if upright { (wide, high) } else { (high, wide) };

    let start = clamp(align(along, length.0, wish.align), length, wish.padding);
    let before = matches!(side, Side::Top | Side::Left);
    let beside = if before {
        across.start - wish.offset - depth.0
    } else {
        across.end() + wish.offset
    };
    let edge = clamp(beside, depth, wish.padding);
    let (x, y) = if upright {
        (start, edge)
    } else {
        (edge, start)
    };
    Placement {
        x,
        y,
        side,
        arrow: fit.map(|_| arrow(along.middle() - start, length.0, wish.inset)),
    }
}

/// The wished side, the opposite one, then the others.
fn order(side: Side) -> [Side; 4] {
    use Side::{Bottom, Left, Right, Top};
    match side {
        Bottom => [Bottom, Top, Right, Left],
        Top => [Top, Bottom, Right, Left],
        Left => [Left, Right, Bottom, Top],
        Right => [Right, Left, Bottom, Top],
    }
}

/// What is left between the target and the edge of the viewport once the card stands there.
fn room(target: Rect, card: Size, viewport: Size, side: Side) -> f32 {
    match side {
        Side::Top => target.y - card.height,
        Side::Bottom => viewport.height - target.vertical().end() - card.height,
        Side::Left => target.x - card.width,
        Side::Right => viewport.width - target.horizontal().end() - card.width,
    }
}

/// The side with the most room; the first of equals.
fn roomiest(sides: [Side; 4], room: impl Fn(Side) -> f32) -> Side {
    sides.into_iter().fold(
        sides[0],
        |best, side| {
            if room(side) > room(best) { side } else { best }
        },
    )
}

fn align(target: Span, length: f32, align: Align) -> f32 {
    match align {
        Align::Start => target.start,
        Align::Center => target.middle() - length / 2.0,
        Align::End => target.end() - length,
    }
}

/// Shifts a span into the viewport. One that is too long keeps its beginning in sight.
fn clamp(start: f32, (length, viewport): (f32, f32), padding: f32) -> f32 {
    let spare = ((viewport - length) / 2.0).max(0.0);
    let padding = padding.min(spare);
    start.min(viewport - padding - length).max(padding)
}

/// The arrow points at the target's middle, but stays off the card's corners.
fn arrow(middle: f32, length: f32, inset: f32) -> f32 {
    // Not `f32::clamp`, whose panic message would bring float formatting into the browser.
    let inset = inset.min(length / 2.0);
    middle.max(inset).min(length - inset)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const VIEWPORT: Size = Size {
        width: 1000.0,
        height: 800.0,
    };
    const CARD: Size = Size {
        width: 300.0,
        height: 160.0,
    };

    fn wish(side: Side) -> Wish {
        Wish {
            side,
            align: Align::Center,
            offset: 12.0,
            padding: 8.0,
            inset: 20.0,
        }
    }

    fn rect(x: f32, y: f32, width: f32, height: f32) -> Rect {
        Rect {
            x,
            y,
            width,
            height,
        }
    }

    fn at(target: Rect, side: Side) -> Placement {
        place(target, CARD, VIEWPORT, wish(side))
    }

    #[test]
    fn stands_on_the_wished_side_with_the_middles_aligned() {
        let target = rect(450.0, 350.0, 100.0, 40.0);
        for (side, x, y, arrow) in [
            (Side::Bottom, 350.0, 402.0, 150.0),
            (Side::Top, 350.0, 178.0, 150.0),
            (Side::Left, 138.0, 290.0, 80.0),
            (Side::Right, 562.0, 290.0, 80.0),
        ] {
            let expected = Placement {
                x,
                y,
                side,
                arrow: Some(arrow),
            };
            assert_eq!(at(target, side), expected);
        }
    }

    #[test]
    fn aligns_with_either_edge_of_the_target() {
        let target = rect(400.0, 350.0, 100.0, 40.0);
        let aligned = |align| {
            let wish = Wish {
                align,
                ..wish(Side::Bottom)
            };
            place(target, CARD, VIEWPORT, wish).x
        };
        let edges = (aligned(Align::Start), aligned(Align::End));
        assert_eq!(edges, (400.0, 200.0));
    }

    #[test]
    fn flips_where_there_is_no_room() {
        assert_eq!(
            at(rect(450.0, 700.0, 99.0, 40.0), Side::Bottom).side,
            Side::Top
        );
        assert_eq!(
            at(rect(450.0, 20.0, 99.0, 40.0), Side::Top).side,
            Side::Bottom
        );
        assert_eq!(
            at(rect(10.0, 300.0, 99.0, 40.0), Side::Left).side,
            Side::Right
        );
        assert_eq!(
            at(rect(880.0, 300.0, 99.0, 40.0), Side::Right).side,
            Side::Left
        );
    }

    #[test]
    fn takes_the_other_axis_when_neither_side_has_room() {
        let tall = rect(100.0, 10.0, 200.0, 780.0);
        assert_eq!(at(tall, Side::Bottom).side, Side::Right);
        let wide = rect(10.0, 300.0, 980.0, 40.0);
        assert_eq!(at(wide, Side::Left).side, Side::Bottom);
    }

    #[test]
    fn shifts_along_an_edge_and_keeps_the_arrow_on_the_target() {
        let placed = at(rect(960.0, 300.0, 32.0, 32.0), Side::Bottom);
        assert_eq!((placed.x, placed.arrow), (692.0, Some(280.0)));
        let placed = at(rect(0.0, 300.0, 60.0, 32.0), Side::Bottom);
        assert_eq!((placed.x, placed.arrow), (8.0, Some(22.0)));
    }

    #[test]
    fn lies_over_a_target_that_fills_the_viewport_and_drops_the_arrow() {
        let placed = at(rect(0.0, 0.0, 1000.0, 800.0), Side::Bottom);
        assert_eq!(placed.arrow, None);
        assert!(rect(0.0, 0.0, 1000.0, 800.0).contains(rect(placed.x, placed.y, 300.0, 160.0)));
    }

    #[test]
    fn a_card_larger_than_the_viewport_shows_its_beginning() {
        let small = Size {
            width: 200.0,
            height: 100.0,
        };
        let placed = place(
            rect(50.0, 50.0, 10.0, 10.0),
            CARD,
            small,
            wish(Side::Bottom),
        );
        assert_eq!((placed.x, placed.y), (0.0, 0.0));
    }

    fn sides() -> impl Strategy<Value = Side> {
        prop_oneof![
            Just(Side::Top),
            Just(Side::Bottom),
            Just(Side::Left),
            Just(Side::Right)
        ]
    }

    fn aligns() -> impl Strategy<Value = Align> {
        prop_oneof![Just(Align::Start), Just(Align::Center), Just(Align::End)]
    }

    prop_compose! {
        /// Whole pixels, so that sums are exact; targets may be out of sight.
        fn scenes()(
            x in -2000i16..3000, y in -2000i16..3000, w in 0u16..1500, h in 0u16..1500,
            card_w in 1u16..700, card_h in 1u16..700, view_w in 200u16..2000, view_h in 200u16..2000,
            side in sides(), align in aligns(), offset in 0u8..24, padding in 0u8..24,
        ) -> (Rect, Size, Size, Wish) {
            let wish = Wish { side, align, offset: offset.into(), padding: padding.into(), inset: 20.0 };
            (
                rect(x.into(), y.into(), w.into(), h.into()),
                Size { width: card_w.into(), height: card_h.into() },
                Size { width: view_w.into(), height: view_h.into() },
                wish,
            )
        }
    }

    proptest! {
        #[test]
        fn never_leaves_the_viewport_when_it_can_fit((target, card, view, wish) in scenes()) {
            prop_assume!(card.width <= view.width && card.height <= view.height);
            let placed = place(target, card, view, wish);
            let screen = rect(0.0, 0.0, view.width, view.height);
            prop_assert!(screen.contains(rect(placed.x, placed.y, card.width, card.height)), "{placed:?}");
        }

        #[test]
        fn keeps_its_padding_when_there_is_room_for_it((target, card, view, wish) in scenes()) {
            let twice = wish.padding * 2.0;
            prop_assume!(card.width + twice <= view.width && card.height + twice <= view.height);
            let placed = place(target, card, view, wish);
            let inner = rect(wish.padding, wish.padding, view.width - twice, view.height - twice);
            prop_assert!(inner.contains(rect(placed.x, placed.y, card.width, card.height)), "{placed:?}");
        }

        #[test]
        fn never_covers_the_target_when_some_side_has_room((target, card, view, wish) in scenes()) {
            prop_assume!(card.width <= view.width && card.height <= view.height);
            let gap = wish.offset + wish.padding;
            let roomy = target.y - card.height >= gap
                || view.height - target.y - target.height - card.height >= gap
                || target.x - card.width >= gap
                || view.width - target.x - target.width - card.width >= gap;
            let placed = place(target, card, view, wish);
            prop_assert_eq!(placed.arrow.is_some(), roomy);
            if roomy {
                prop_assert!(!target.overlaps(rect(placed.x, placed.y, card.width, card.height)), "{:?}", placed);
            }
        }

        #[test]
        fn the_wished_side_is_kept_when_it_has_room((target, card, view, wish) in scenes()) {
            let left_over = room(target, card, view, wish.side) - wish.offset - wish.padding;
            if left_over >= 0.0 {
                prop_assert_eq!(place(target, card, view, wish).side, wish.side);
            }
        }

        #[test]
        fn the_arrow_stays_on_the_card((target, card, view, wish) in scenes()) {
            let placed = place(target, card, view, wish);
            let upright = matches!(placed.side, Side::Top | Side::Bottom);
            let length = if upright { card.width } else { card.height };
            if let Some(arrow) = placed.arrow {
                prop_assert!((0.0..=length).contains(&arrow), "{arrow} of {length}");
            }
        }
    }
}
