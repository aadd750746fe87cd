using System.Text;
using Platen.Protocols.Smtp;

namespace Platen.Protocols.Tests.Smtp;

/// <summary>What a message of ours looks like on the wire (RFC 5322, RFC 2045, RFC 2047).</summary>
public sealed class MailMessageTests
{
    private static readonly MailMessage Plain = new()
    {
        From = "platen@example.com", To = "anna@example.com", Subject = "Hello", Text = "One\nTwo", Html = "<p>One</p>", Id = "019a", Date = new DateTimeOffset(2026, 3, 1, 13, 5, 9, TimeSpan.FromHours(1)),
    };

    [Fact]
    public void Message_Plain_IsThis() => Encoding.ASCII.GetString(Plain.ToBytes()).ShouldBe("""
        From: platen@example.com
        To: anna@example.com
        Subject: Hello
        Date: Sun, 01 Mar 2026 12:05:09 +0000
        Message-ID: <019a@example.com>
        Auto-Submitted: auto-generated
        Content-Language: en
        MIME-Version: 1.0
        Content-Type: multipart/alternative; boundary="BOUNDARY"

        --BOUNDARY
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        One
        Two

        --BOUNDARY
        Content-Type: text/html; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        <p>One</p>

        --BOUNDARY--

        """.ReplaceLineEndings("\r\n").Replace("BOUNDARY", Boundary(Plain), StringComparison.Ordinal));

    // mutants: lines of more than 76; a blank at a line's end, which servers cut; half a character at a break
    [Fact]
    public void Text_OfAnyKind_StaysWithinItsLines()
    {
        var text = string.Join('\n', Enumerable.Range(0, 120).Select(length => new string('ä', length / 3) + new string('a', length) + "= \t \ud83d\ude00 "));
        var message = Plain with { Subject = new string('ü', 300) + " \ud83d\ude00", FromName = "Müller \"Print\"", Text = text };
        var raw = Encoding.ASCII.GetString(message.ToBytes());
        raw.Split("\r\n").ShouldAllBe(line => line.Length <= 76 + "Subject: ".Length && !line.EndsWith(' ') && !line.EndsWith('\t'));
        raw.ShouldAllBe(c => char.IsAscii(c));
        foreach (var word in raw.Split(["?="], StringSplitOptions.None).Where(part => part.Contains("=?utf-8?B?", StringComparison.Ordinal)))
        {
            var encoded = word[(word.IndexOf("=?utf-8?B?", StringComparison.Ordinal) + 10)..];
            Encoding.UTF8.GetString(Convert.FromBase64String(encoded)).ShouldNotContain("\ufffd");
        }
    }

    // mutant: a value that begins a header, or a body, of its own
    [Theory]
    [InlineData("Hello\r\nBcc: all@example.com")]
    [InlineData("Hello\nBcc: all@example.com")]
    [InlineData("Hello\r\n \r\nBody")]
    public void Header_WithLines_IsNoHeader(string subject)
    {
        var raw = Encoding.ASCII.GetString((Plain with { Subject = subject, FromName = subject }).ToBytes());
        raw.ShouldNotContain("\nBcc");
        raw.Split("\r\n\r\n")[0].ShouldContain("Content-Type: multipart");
        Should.Throw<ArgumentException>(() => (Plain with { To = "anna@example.com\r\nBcc: all@example.com" }).ToBytes());
        Should.Throw<ArgumentException>(() => (Plain with { Id = "x\n" }).ToBytes());
    }

    // RFC 2045, RFC 2046, RFC 2183. Mutants: lines of base 64 without an end; one boundary for both; a file that changes what it is in
    [Fact]
    public void Files_GoAlong_ByteForByte()
    {
        var content = Enumerable.Range(0, 1_000).Select(i => (byte)(i * 7)).ToArray();
        var message = Plain with { Files = [new MailFile("table-1.csv", "text/csv; charset=utf-8", [.. content]), new MailFile("empty.csv", "text/csv", [])] };
        var raw = Encoding.ASCII.GetString(message.ToBytes());
        raw.Split("\r\n").ShouldAllBe(line => line.Length <= 100);
        var mixed = Boundary(message);
        var parts = raw.Split($"--{mixed}");
        parts.Length.ShouldBe(5);
        parts[4].ShouldBe("--\r\n");
        parts[1].ShouldStartWith("\r\nContent-Type: multipart/alternative; boundary=\"");
        parts[1].ShouldNotContain(mixed);
        parts[2].ShouldStartWith("\r\nContent-Type: text/csv; charset=utf-8; name=\"table-1.csv\"\r\nContent-Disposition: attachment; filename=\"table-1.csv\"\r\nContent-Transfer-Encoding: base64\r\n\r\n");
        Convert.FromBase64String(parts[2].Split("\r\n\r\n", 2)[1]).ShouldBe(content);
        parts[2].Split("\r\n").ShouldContain(line => line.Length == 76);
    }

    // mutants: a name that is a path, or begins a header; files without an end
    [Theory]
    [InlineData("../a.csv")]
    [InlineData(".a")]
    [InlineData("a\"; x=\"b.csv")]
    [InlineData("a\r\nBcc: b@x.test")]
    [InlineData("ä.csv")]
    [InlineData("")]
    public void File_WithAHostileName_IsRefused(string name)
    {
        Should.Throw<ArgumentException>(() => new MailFile(name, "text/csv", []));
        Should.Throw<ArgumentException>(() => new MailFile("a.csv", "text/csv\r\nX: y", []));
        Should.Throw<ArgumentException>(() => (Plain with { Files = [.. Enumerable.Repeat(new MailFile("a.csv", "text/csv", []), MailMessage.AttachmentsMax + 1)] }).ToBytes());
        Should.Throw<ArgumentException>(() => (Plain with { Files = [new MailFile("a.csv", "text/csv", [.. new byte[MailMessage.AttachedMax + 1]])] }).ToBytes());
    }

    private static string Boundary(MailMessage message)
    {
        var raw = Encoding.ASCII.GetString(message.ToBytes());
        var at = raw.IndexOf("boundary=\"", StringComparison.Ordinal) + 10;
        return raw[at..raw.IndexOf('"', at)];
    }
}
