//! Targets of inquiries on the loopback: an HTTP server and an SMTP server.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// A request as it came in.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Request {
    pub(crate) fn header(&self, name: &str) -> &str {
        let mut headers = self.headers.iter();
        headers
            .find(|(known, _)| known == name)
            .map_or("", |(_, value)| value)
    }
}

/// An HTTP server that answers one status after the other, the last one for ever; with 0 it keeps the sender waiting.
pub(crate) struct Http {
    pub(crate) url: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Http {
    pub(crate) fn answering(statuses: &'static [u16]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let kept = requests.clone();
        std::thread::spawn(move || {
            let mut waiting = Vec::new();
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let Some(request) = request(&stream) else {
                    continue;
                };
                let mut kept = kept.lock().unwrap();
                let status = statuses[kept.len().min(statuses.len() - 1)];
                kept.push(request);
                drop(kept);
                if status == 0 {
                    waiting.push(stream);
                    continue;
                }
                let elsewhere = "location: http://127.0.0.1:9/elsewhere\r\n";
                let answer = format!(
                    "HTTP/1.1 {status} x\r\n{elsewhere}content-length: 0\r\nconnection: close\r\n\r\n"
                );
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        Self { url, requests }
    }

    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

fn request(stream: &TcpStream) -> Option<Request> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
    let mut headers = Vec::new();
    loop {
        line.clear();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            break;
        };
        headers.push((name.to_lowercase(), value.to_owned()));
    }
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length = length
        .and_then(|(_, value)| value.parse().ok())
        .unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let body = String::from_utf8(body).ok()?;
    Some(Request { headers, body })
}

/// A letter as it came in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Letter {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) data: String,
}

/// An SMTP server that takes every letter.
pub(crate) struct Smtp {
    pub(crate) url: String,
    letters: Arc<Mutex<Vec<Letter>>>,
}

impl Smtp {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let letters = Arc::new(Mutex::new(Vec::new()));
        let kept = letters.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                conversation(&stream.unwrap(), &kept);
            }
        });
        Self { url, letters }
    }

    pub(crate) fn letters(&self) -> Vec<Letter> {
        self.letters.lock().unwrap().clone()
    }
}

/// One conversation. A letter is kept before it is acknowledged.
fn conversation(mut stream: &TcpStream, kept: &Mutex<Vec<Letter>>) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let (mut letter, mut line) = (Letter::default(), String::new());
    stream.write_all(b"220 test ready\r\n").ok()?;
    loop {
        line.clear();
        reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
        let address = || line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
        let answer = match line.get(..4).unwrap_or_default() {
            "EHLO" => "250 test\r\n",
            "MAIL" => {
                letter.from = address();
                "250 ok\r\n"
            }
            "RCPT" => {
                letter.to = address();
                "250 ok\r\n"
            }
            "DATA" => {
                stream.write_all(b"354 go on\r\n").ok()?;
                loop {
                    line.clear();
                    reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
                    if line == ".\r\n" {
                        break;
                    }
                    letter.data += &line;
                }
                kept.lock().unwrap().push(std::mem::take(&mut letter));
                "250 taken\r\n"
            }
            "QUIT" => {
                let _ = stream.write_all(b"221 bye\r\n");
                return Some(());
            }
            _ => "500 what\r\n",
        };
        stream.write_all(answer.as_bytes()).ok()?;
    }
}
