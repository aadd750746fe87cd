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

    private static string Boundary(MailMessage message)
    {
        var raw = Encoding.ASCII.GetString(message.ToBytes());
        var at = raw.IndexOf("boundary=\"", StringComparison.Ordinal) + 10;
        return raw[at..raw.IndexOf('"', at)];
    }
}
