#![allow(clippy::unwrap_used)]
use std::process::Command;

use walrus::{
    ConstExpr, FunctionBuilder, FunctionId, InstrSeqBuilder, Module, RefType, ValType, ir::Value,
};

use super::{source::without_hash, split};

/// Adds a function from one number to another.
fn function(
    module: &mut Module,
    name: &str,
    body: impl FnOnce(&mut InstrSeqBuilder<'_>),
) -> FunctionId {
    let mut builder = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[ValType::I32]);
    builder.name(name.to_owned());
    let given = module.locals.add(ValType::I32);
    let mut code = builder.func_body();
    code.local_get(given);
    body(&mut code);
    builder.finish(vec![given], &mut module.funcs)
}

/// `run(n)` is 10 n + 7 without its seam, which adds what the global holds and writes it anew, and calls `times_ten`.
fn wasm() -> Vec<u8> {
    let mut module = Module::default();
    module
        .exports
        .add("a", module.memories.add_local(false, false, 1, None, None));
    let table = module.tables.add_local(false, 1, Some(1), RefType::FUNCREF);
    let start = ConstExpr::Value(Value::I32(5));
    let global = module.globals.add_local(ValType::I32, true, false, start);
    let times_ten = function(&mut module, "app::times_ten::h0123456789abcdef", |code| {
        code.i32_const(10).binop(walrus::ir::BinaryOp::I32Mul);
    });
    let apart = function(&mut module, "app::apart", |code| {
        code.global_get(global)
            .binop(walrus::ir::BinaryOp::I32Add)
            .global_set(global)
            .global_get(global);
    });
    let seam = function(&mut module, "app::seam::hfedcba9876543210", |code| {
        code.call(times_ten).call(apart);
    });
    let plain = function(&mut module, "app::plain", |code| {
        code.call(times_ten);
    });
    let run = function(&mut module, "run", |code| {
        code.call(seam);
    });
    let offset = ConstExpr::Value(Value::I32(0));
    let kind = walrus::ElementKind::Active { table, offset };
    module
        .elements
        .add(kind, walrus::ElementItems::Functions(vec![plain]));
    module.exports.add("b", run);
    module.exports.add("c", plain);
    module.emit_wasm()
}

fn names(wasm: &[u8], kind: fn(&Module) -> Vec<String>) -> Vec<String> {
    kind(&Module::from_buffer(wasm).unwrap())
}

fn imports(module: &Module) -> Vec<String> {
    module
        .imports
        .iter()
        .map(|import| import.name.clone())
        .collect()
}

#[test]
fn what_only_a_seam_reaches_is_in_the_second_file_alone() {
    let halves = split(&wasm(), &["app::seam"]).unwrap();
    let count = |wasm: &[u8]| {
        Module::from_buffer(wasm)
            .unwrap()
            .funcs
            .iter_local()
            .count()
    };
    assert_eq!(count(&halves.first), 4, "run, plain, times_ten and a jump");
    assert_eq!(count(&halves.second), 2, "the seam and what is apart");
    assert_eq!(names(&halves.first, imports), [""; 0]);
    assert_eq!(
        names(&halves.second, imports),
        ["a", "!", "\"", "#"],
        "memory, table, global, times_ten"
    );
}

#[test]
fn both_files_together_do_what_the_whole_did_and_the_first_alone_the_rest() {
    let dir = tempfile::tempdir().unwrap();
    let whole = wasm();
    let halves = split(&whole, &["app::seam"]).unwrap();
    for (name, bytes) in [
        ("whole", &whole),
        ("first", &halves.first),
        ("second", &halves.second),
    ] {
        std::fs::write(dir.path().join(name), bytes).unwrap();
    }
    let script = r#"
        const file = (name) => new WebAssembly.Module(require("fs").readFileSync(name));
        const { exports: whole } = new WebAssembly.Instance(file("whole"));
        const { exports: first } = new WebAssembly.Instance(file("first"));
        const said = [first.c(1)];
        try { first.b(1); } catch (error) { said.push(error instanceof WebAssembly.RuntimeError); }
        new WebAssembly.Instance(file("second"), { _: first });
        for (const n of [1, 2]) said.push(first.b(n), whole.b(n));
        console.log(JSON.stringify(said));
    "#;
    let run = Command::new("node")
        .arg("-e")
        .arg(script)
        .current_dir(dir.path())
        .output()
        .unwrap();
    assert_eq!(
        String::from_utf8(run.stdout).unwrap(),
        "[10,true,15,15,35,35]\n"
    );
}

#[test]
fn a_seam_that_is_none_is_an_error() {
    let refused = |seam| split(&wasm(), &[seam]).map(|_| ()).unwrap_err().to_string();
    assert!(refused("app::gone").contains("no function is called app::gone"));
    assert!(refused("app::plain").contains("cannot be a seam"));
    assert!(
        split(&wasm(), &["app::seam", "app::apart"]).is_err(),
        "only the second file calls app::apart"
    );
}

#[test]
fn hashes_are_no_part_of_a_name() {
    assert_eq!(without_hash("a::b::h0123456789abcdef"), "a::b");
    assert_eq!(without_hash("a::b::hello"), "a::b::hello");
}
