using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Platen.Protocols.Smtp;

/// <summary>A message of the server to one person: a plain text and the same as simple HTML (RFC 5322, RFC 2046), in ASCII on the wire.</summary>
public sealed record MailMessage
{
    /// <summary>The sender's address.</summary>
    public required string From { get; init; }

    /// <summary>The sender's name for people, or empty.</summary>
    public string FromName { get; init; } = "";

    /// <summary>The recipient's address.</summary>
    public required string To { get; init; }

    /// <summary>One line.</summary>
    public required string Subject { get; init; }

    /// <summary>The plain text.</summary>
    public required string Text { get; init; }

    /// <summary>The same as HTML.</summary>
    public required string Html { get; init; }

    /// <summary>RFC 3066 tag of its language.</summary>
    public string Language { get; init; } = "en";

    /// <summary>What it is known by, the same at each try, so that a server or reader that gets it twice can tell; letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>As it is sent, without the stuffing of dots.</summary>
    public byte[] ToBytes()
    {
        var boundary = "=_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Id)))[..24];
        var text = new StringBuilder();
        Header(text, "From", FromName.Length > 0 ? $"{MimeText.Phrase(FromName)} <{From}>" : From);
        Header(text, "To", To);
        Header(text, "Subject", MimeText.Unstructured(Subject));
        Header(text, "Date", Date.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        Header(text, "Message-ID", $"<{Id}@{From[(From.LastIndexOf('@') + 1)..]}>");
        // RFC 3834: nobody's absence shall answer it
        Header(text, "Auto-Submitted", "auto-generated");
        Header(text, "Content-Language", Language);
        Header(text, "MIME-Version", "1.0");
        Header(text, "Content-Type", $"multipart/alternative; boundary=\"{boundary}\"");
        Part(text, boundary, "text/plain", Text);
        Part(text, boundary, "text/html", Html);
        text.Append("\r\n--").Append(boundary).Append("--\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Without what is in it: it may hold a link that opens something.</summary>
    public override string ToString() => $"{nameof(MailMessage)} {Id}";

    // nothing in a value begins a header of its own; what is folded was folded by us
    private static void Header(StringBuilder text, string name, string value)
    {
        if (value.Replace(MimeText.Fold, "", StringComparison.Ordinal).Any(char.IsControl))
        {
            throw new ArgumentException($"The header {name} has control characters.");
        }

        text.Append(name).Append(": ").Append(value).Append("\r\n");
    }

    private static void Part(StringBuilder text, string boundary, string type, string body) => text
        .Append("\r\n--").Append(boundary).Append("\r\nContent-Type: ").Append(type).Append("; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n")
        .Append(MimeText.QuotedPrintable(body));
}
