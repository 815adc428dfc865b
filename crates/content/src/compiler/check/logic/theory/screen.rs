//! The device and the size of the window.

use crate::rule::ScreenTest;

/// More boxes than this are not looked through.
const MOST_BOXES: usize = 256;
const ANY: ScreenTest = ScreenTest {
    devices: 7,
    min_width: 0,
    max_width: u16::MAX,
    min_height: 0,
    max_height: u16::MAX,
};

/// Whether there is a screen of which all tests hold so. A test is a box of devices, widths and
/// heights; what is outside of it is at most five boxes.
pub(super) fn possible(tests: &[(ScreenTest, bool)]) -> bool {
    let mut boxes = vec![ANY];
    for (test, holds) in tests {
        boxes = boxes
            .iter()
            .flat_map(|one| match holds {
                true => vec![meet(one, test)],
                false => outside(one, test),
            })
            .filter(has_room)
            .collect();
        if boxes.len() > MOST_BOXES {
            return true;
        }
    }
    !boxes.is_empty()
}

fn has_room(one: &ScreenTest) -> bool {
    one.devices != 0 && one.min_width <= one.max_width && one.min_height <= one.max_height
}

fn meet(one: &ScreenTest, other: &ScreenTest) -> ScreenTest {
    ScreenTest {
        devices: one.devices & other.devices,
        min_width: one.min_width.max(other.min_width),
        max_width: one.max_width.min(other.max_width),
        min_height: one.min_height.max(other.min_height),
        max_height: one.max_height.min(other.max_height),
    }
}

/// What of a box is outside of another.
fn outside(one: &ScreenTest, other: &ScreenTest) -> Vec<ScreenTest> {
    let mut sides = vec![ScreenTest {
        devices: ANY.devices & !other.devices,
        ..ANY
    }];
    let below = |edge: u16| edge.checked_sub(1);
    let above = |edge: u16| edge.checked_add(1);
    sides.extend(below(other.min_width).map(|max_width| ScreenTest { max_width, ..ANY }));
    sides.extend(above(other.max_width).map(|min_width| ScreenTest { min_width, ..ANY }));
    sides.extend(below(other.min_height).map(|max_height| ScreenTest { max_height, ..ANY }));
    sides.extend(above(other.max_height).map(|min_height| ScreenTest { min_height, ..ANY }));
    sides.iter().map(|side| meet(one, side)).collect()
}
