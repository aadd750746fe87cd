using System.Buffers;
using System.Text;
using Platen.Protocols.Ipp;
using Platen.Protocols.Lpd;
using Platen.Protocols.Pjl;
using Platen.Protocols.Pjl.Guard;
using Platen.Protocols.Smtp;
using Platen.Protocols.Snmp;
using Platen.Protocols.Tests.Ipp;
using Platen.Protocols.Tests.Lpd;
using Platen.Protocols.Tests.Pjl;
using Platen.Protocols.Tests.Pjl.Guard;
using Platen.Protocols.Tests.Smtp;
using Platen.Protocols.Tests.Snmp;

namespace Platen.Protocols.Tests.Fuzz;

/// <summary>The codecs that read what comes from outside.</summary>
internal static class Codecs
{
    private const string Uel = Guarded.Uel;

    public static IReadOnlyList<Codec> All { get; } =
    [
        new("ipp", [IppSamples.Rfc8010PrintJob, IppWriter.ToArray(IppSamples.Everything()), IppCaptureTests.Capture], MessageParts.OfIpp, ReadIpp, fault => fault is IppFormatException),
        new("snmp", [SnmpCodecTests.Get, SnmpCodecTests.Response], MessageParts.OfBer, message => SnmpCodec.Encode(SnmpCodec.Decode(message, SnmpLimits.Default)), fault => fault is SnmpFormatException),
        new("lpd", [LpdServerSessionTests.ControlFirst, Octets("\x02mono\n\x03" + "2 dfA001ws1\nab\0\x02" + "5 cfA001ws1\nHws1\n\0"), Octets("\x04mono 12 alice\n"), Octets("\x05mono alice 12 13\n")], MessageParts.OfLines, ReadLpd, fault => fault is LpdFormatException),
        new("lpd-control-file", [Octets("Hlocalhost\nPalice\nJMü\nCA\nLbob\nAbob@host+12\nfdfA012host\nUdfA012host\nN(STDIN)\nfdfA012host\n")], MessageParts.OfLines, ReadControlFile, fault => fault is LpdFormatException),
        new("pjl-header", [Octets(PjlHeaderTests.Typical + "%!PS\n")], MessageParts.OfLines, message => PjlHeaderTests.Read(Encoding.Latin1.GetString(message)), fault => fault is PjlFormatException),
        new("pjl-replies", [Octets(PjlReplyTests.Exchange)], MessageParts.OfLines, message => PjlReplyTests.Read(message, 1 + (message.Length % 40)), fault => fault is PjlFormatException),
        new("smtp-commands", [Octets("EHLO mfp\r\nMAIL FROM:<alice@example.org> SIZE=1234 BODY=8BITMIME\r\nRCPT TO:<@a.example:\"b c\"@example.org>\r\nDATA\r\n")], MessageParts.OfLines, ReadSmtp, fault => fault is SmtpFormatException),
        new("smtp-replies", [Octets(SmtpLineTests.ServerSays)], MessageParts.OfLines, message => SmtpLineTests.Replies(Encoding.Latin1.GetString(message)), fault => fault is SmtpFormatException),
        new("smtp-data", [Octets("Subject: x\r\n\r\n..\r\n.\n\r.\r\r\na\nb\r..c\r\n.d\r\n.\r\nNOOP\r\n")], MessageParts.OfLines, PassMail, _ => false),
        new(
            "pjl-guard",
            [
                Octets(Uel + "@PJL JOB NAME=\"a\"\r\n@PJL FSDELETE NAME=\"b\"\r\n@PJL ENTER LANGUAGE=PCL\r\n\eE\e*b9Wabcdefghi\eE" + Uel + "@PJL DEFAULT A=1\n"),
                Octets("@PJL FSDOWNLOAD SIZE=12 NAME=\"x\"\r\n@PJL COMMENT" + Uel + "@PJL DMCMD ASCIIHEX=\"00\"\r@PJL EOJ\n" + Uel),
                Octets("%!PS\n0 exitserver\n" + Uel + "@PJL ENTER LANGUAGE=POSTSCRIPT\n%!PS\nstartjob" + Uel),
            ],
            MessageParts.OfLines,
            Guard,
            _ => false),
    ];

    public static Codec Find(string name) => All.Single(codec => codec.Name == name);

    private static byte[] Octets(string text) => Encoding.Latin1.GetBytes(text);

    private static void ReadIpp(byte[] octets)
    {
        if (IppReader.TryRead(new ReadOnlySequence<byte>(octets), IppLimits.Response, out var message, out _, out _))
        {
            // what was read can be written, and reads as the same again
            var written = IppWriter.ToArray(message);
            IppWriter.ToArray(IppReaderTests.Read(written, IppLimits.Response)).SequenceEqual(written).ShouldBeTrue();
        }
    }

    private static void ReadLpd(byte[] octets) => LpdTranscript.Of(octets, segment: 1 + (octets.Length % 9)).ShouldBe(LpdTranscript.Of(octets), "the steps depend on how the octets came");

    private static void ReadControlFile(byte[] octets)
    {
        var output = new ArrayBufferWriter<byte>();
        LpdControlFile.Parse(octets, LpdLimits.Default).Write(output);
    }

    private static void ReadSmtp(byte[] octets)
    {
        foreach (var command in SmtpLineTests.Commands(Encoding.Latin1.GetString(octets)))
        {
            var mailbox = (SmtpPath.TryParse(command.Argument, "FROM:", SmtpLimits.Default) ?? SmtpPath.TryParse(command.Argument, "TO:", SmtpLimits.Default))?.Mailbox ?? "";
            mailbox.Any(c => char.IsControl(c) || c is '<' or '>').ShouldBeFalse("it would be more than a mailbox to the next server");
        }
    }

    private static void PassMail(byte[] octets)
    {
        var received = Encoding.Latin1.GetString(octets);
        var whole = SmtpMailDataTests.Pass(received);
        SmtpMailDataTests.Pass(received, 1 + (octets.Length % 5)).ShouldBe(whole);

        // the next server sees one message, and sees it as we did
        var again = SmtpMailDataTests.Pass(whole.PassedOn + (whole.PassedOn.Length == 0 || whole.PassedOn.EndsWith('\n') ? "" : "\r\n") + ".\r\nREST");
        again.Left.ShouldBe("REST");
        whole.PassedOn.Replace("\r\n", "", StringComparison.Ordinal).IndexOfAny(['\r', '\n']).ShouldBe(-1, "a bare CR or LF was passed on");
    }

    private static void Guard(byte[] document)
    {
        var whole = Guarded.Of(document);
        foreach (var piece in (int[])[1, 4, 7 + (document.Length % 7)])
        {
            var inPieces = Guarded.Of(document, pieceBytes: piece);
            inPieces.Bytes.AsSpan().SequenceEqual(whole.Bytes).ShouldBeTrue($"pieces of {piece}");
            inPieces.Report.Operators.ShouldBe(whole.Report.Operators, ignoreOrder: true);
            inPieces.Report.CommandCount.ShouldBe(whole.Report.CommandCount);
        }

        (whole.Bytes.Length + whole.Report.BytesRemoved).ShouldBe(document.Length);
        Guarded.Of(whole.Bytes).Report.CommandCount.ShouldBe(0, "what passed has no command left");
        Guarded.Of(document, new PjlGuardOptions { RemovesCommands = false }).Bytes.AsSpan().SequenceEqual(document).ShouldBeTrue("a guard that only looks changes nothing");
    }
}
