#![allow(clippy::unwrap_used)]
use std::{collections::BTreeMap, path::Path, process::Command};

use walrus::{
    ConstExpr, FunctionBuilder, FunctionId, InstrSeqBuilder, MemoryId, Module, RefType, ValType,
    ir::{BinaryOp, LoadKind, MemArg, Value},
};

use super::{Names, Piece, Roots, source::without_hash, split};
use crate::modules::homes::Homes;

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

/// Adds the byte at the address that a function was given.
fn read(code: &mut InstrSeqBuilder<'_>, memory: MemoryId) {
    let place = MemArg {
        align: 1,
        offset: 0,
    };
    let kind = LoadKind::I32_8 {
        kind: walrus::ir::ExtendedLoad::ZeroExtend,
    };
    code.load(memory, kind, place);
}

/// Four files. `run(n)` is 10 n + 7 without its seam, which adds what the global holds and writes it anew, and calls
/// `times_ten`. `paint(n)` is ten times what the host says of n; `open(n)` what `paint` says, and what slot 1, which is
/// its own, says of n: the byte at this address. `peek` reads a byte from the first file on.
fn wasm() -> Vec<u8> {
    let mut module = Module::default();
    let memory = module.memories.add_local(false, false, 1, None, None);
    module.exports.add("a", memory);
    let table = module.tables.add_local(false, 2, Some(2), RefType::FUNCREF);
    let start = ConstExpr::Value(Value::I32(5));
    let global = module.globals.add_local(ValType::I32, true, false, start);
    let number = module.types.add(&[ValType::I32], &[ValType::I32]);
    let (say, _) = module.add_import_func("glue", "f", number);
    let times_ten = function(&mut module, "app::times_ten::h0123456789abcdef", |code| {
        code.i32_const(10).binop(BinaryOp::I32Mul);
    });
    let apart = function(&mut module, "app::apart", |code| {
        code.global_get(global)
            .binop(BinaryOp::I32Add)
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
    let paint = function(&mut module, "paint", |code| {
        code.call(say).call(times_ten);
    });
    let look = function(&mut module, "app::look", |code| read(code, memory));
    let opened = function(&mut module, "open", |code| {
        code.call(paint);
        code.i32_const(200)
            .i32_const(1)
            .call_indirect(number, table)
            .binop(BinaryOp::I32Add);
    });
    let peek = function(&mut module, "peek", |code| read(code, memory));
    let offset = ConstExpr::Value(Value::I32(0));
    let kind = walrus::ElementKind::Active { table, offset };
    module
        .elements
        .add(kind, walrus::ElementItems::Functions(vec![plain, look]));
    for (name, function) in [
        ("b", run),
        ("c", plain),
        ("d", paint),
        ("e", opened),
        ("g", peek),
    ] {
        module.exports.add(name, function);
    }
    for (address, bytes) in [(100, b"core\0help".to_vec()), (200, b"table".to_vec())] {
        let offset = ConstExpr::Value(Value::I32(address));
        let kind = walrus::DataKind::Active { memory, offset };
        module.data.add(kind, bytes);
    }
    module.emit_wasm()
}

fn roots(seams: &[&str]) -> [Roots; 4] {
    let named = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    [&["a", "b", "c", "g"][..], &[], &["d"], &["e"]].map(|exports| Roots {
        exports: named(exports),
        seams: if exports.is_empty() {
            named(seams)
        } else {
            Vec::new()
        },
    })
}

/// Nothing refers to the first letter of "table".
fn homes() -> Homes {
    let mut data = vec![Some(0); 105];
    data[5..9].fill(Some(3));
    data[101..].fill(Some(3));
    data[100] = None;
    Homes {
        base: 100,
        data,
        slots: BTreeMap::from([(0, Some(0)), (1, Some(3))]),
    }
}

fn pieces(whole: &[u8]) -> Vec<Piece> {
    split(whole, &roots(&["app::seam"]), &homes(), Names::Drop).unwrap()
}

fn imports(piece: &Piece) -> Vec<String> {
    let module = Module::from_buffer(&piece.wasm).unwrap();
    let names = module.imports.iter().map(|import| import.name.clone());
    names.collect()
}

#[test]
fn each_function_is_in_the_first_file_that_reaches_it() {
    let count = |piece: &Piece| {
        let module = Module::from_buffer(&piece.wasm).unwrap();
        module.funcs.iter_local().count()
    };
    let pieces = pieces(&wasm());
    let counts: Vec<usize> = pieces.iter().map(count).collect();
    assert_eq!(
        counts,
        [5, 2, 1, 2],
        "run, plain, peek, times_ten and a jump; the seam and what is apart; paint; open and what it looks with"
    );
    let wanted: Vec<usize> = pieces.iter().map(|piece| piece.imports.len()).collect();
    assert_eq!(wanted, [0, 0, 1, 0], "the first asks nothing of the host");
    assert_eq!(imports(&pieces[0]), [""; 0]);
    assert_eq!(
        imports(&pieces[1]),
        ["!", "a", "\""],
        "table, memory, times_ten; the global is its own"
    );
    assert_eq!(
        imports(&pieces[2]),
        ["f", "a", "\""],
        "the host's, memory, times_ten"
    );
    assert_eq!(imports(&pieces[3]), ["!", "a", "d"], "table, memory, paint");
}

/// What a script says that finds the files in its folder.
fn node(dir: &Path, script: &str) -> String {
    let run = Command::new("node")
        .arg("-e")
        .arg(script)
        .current_dir(dir)
        .output()
        .unwrap();
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    String::from_utf8(run.stdout).unwrap()
}

#[test]
fn the_files_together_do_what_the_whole_did_and_each_alone_what_it_can() {
    let dir = tempfile::tempdir().unwrap();
    let whole = wasm();
    std::fs::write(dir.path().join("whole"), &whole).unwrap();
    for (part, piece) in pieces(&whole).iter().enumerate() {
        std::fs::write(dir.path().join(part.to_string()), &piece.wasm).unwrap();
    }
    let script = r#"
        const file = (name) => new WebAssembly.Module(require("fs").readFileSync(name));
        const host = { f: (n) => n + 1 };
        const { exports: whole } = new WebAssembly.Instance(file("whole"), { glue: host });
        const all = { ...host };
        const link = (name) => Object.assign(all, new WebAssembly.Instance(file(name), { _: all }).exports);
        const read = () => Buffer.from(all.a.buffer, 100, 105).toString().replace(/\0+/g, "-");
        const said = [];
        link("0");
        said.push(all.c(1), read());
        try { all.b(1); } catch (error) { said.push(error instanceof WebAssembly.RuntimeError); }
        link("1");
        for (const n of [1, 2]) said.push(all.b(n), whole.b(n));
        link("2");
        said.push(all.d(4), whole.d(4), read());
        link("3");
        said.push(all.e(4), whole.e(4) - "t".charCodeAt(), read(), all.g(101), whole.g(101));
        console.log(JSON.stringify(said));
    "#;
    assert_eq!(
        node(dir.path(), script),
        r#"[10,"core-",true,15,15,35,35,50,50,"core-",50,50,"core-help-able",111,111]"#.to_owned()
            + "\n"
    );
}

#[test]
fn developers_read_the_names_of_functions() {
    let pieces = split(&wasm(), &roots(&["app::seam"]), &homes(), Names::Keep).unwrap();
    let module = Module::from_buffer(&pieces[1].wasm).unwrap();
    assert!(module.funcs.by_name("app::apart").is_some());
}

#[test]
fn a_seam_that_is_none_is_an_error() {
    let refused = |seams: &[&str]| {
        let pieces = split(&wasm(), &roots(seams), &homes(), Names::Drop);
        pieces.map(|_| ()).unwrap_err().to_string()
    };
    assert!(refused(&["app::gone"]).contains("no function is called app::gone"));
    assert!(refused(&["app::plain"]).contains("cannot be a seam"));
    let inner = refused(&["app::seam", "app::apart"]);
    assert!(
        inner.contains("nothing in the files before it calls app::apart"),
        "only the second file calls it: {inner}"
    );
}

#[test]
fn hashes_are_no_part_of_a_name() {
    assert_eq!(without_hash("a::b::h0123456789abcdef"), "a::b");
    assert_eq!(without_hash("a::b::hello"), "a::b::hello");
}
