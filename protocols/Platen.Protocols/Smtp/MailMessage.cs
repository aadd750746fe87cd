using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Platen.Protocols.Smtp;

/// <summary>A message of the server to one person: a plain text and the same as simple HTML (RFC 5322, RFC 2046), and files beside them (RFC 2183), in ASCII on the wire.</summary>
public sealed record MailMessage
{
    /// <summary>Most files of a message.</summary>
    public const int AttachmentsMax = 10;

    /// <summary>Most bytes of all files of a message together.</summary>
    public const int AttachedMax = 5 * 1024 * 1024;

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

    /// <summary>Files that go along, <see cref="AttachmentsMax"/> at most and <see cref="AttachedMax"/> bytes together.</summary>
    public ImmutableArray<MailFile> Files { get; init; } = [];

    /// <summary>RFC 3066 tag of its language.</summary>
    public string Language { get; init; } = "en";

    /// <summary>What it is known by, the same at each try, so that a server or reader that gets it twice can tell; letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>As it is sent, without the stuffing of dots.</summary>
    /// <exception cref="ArgumentException">A header has control characters, or the files are too many or too large.</exception>
    public byte[] ToBytes()
    {
        if (Files.Length > AttachmentsMax || Files.Sum(file => (long)file.Content.Length) > AttachedMax)
        {
            throw new ArgumentException($"A message takes {AttachmentsMax} files of {AttachedMax} bytes together at most.");
        }

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
        if (Files.IsEmpty)
        {
            Texts(text);
        }
        else
        {
            WithFiles(text);
        }

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

    private void Texts(StringBuilder text)
    {
        var boundary = Boundary("");
        Header(text, "Content-Type", $"multipart/alternative; boundary=\"{boundary}\"");
        Part(text, boundary, "text/plain", Text);
        Part(text, boundary, "text/html", Html);
        text.Append("\r\n--").Append(boundary).Append("--\r\n");
    }

    // RFC 2046, 5.1.3: the texts are the first part, with a boundary that is no beginning of the other one
    private void WithFiles(StringBuilder text)
    {
        var boundary = Boundary("files");
        Header(text, "Content-Type", $"multipart/mixed; boundary=\"{boundary}\"");
        text.Append("\r\n--").Append(boundary).Append("\r\n");
        Texts(text);
        foreach (var file in Files)
        {
            text.Append("\r\n--").Append(boundary).Append("\r\n");
            Header(text, "Content-Type", $"{file.MediaType}; name=\"{file.Name}\"");
            Header(text, "Content-Disposition", $"attachment; filename=\"{file.Name}\"");
            Header(text, "Content-Transfer-Encoding", "base64");
            text.Append("\r\n").Append(MimeText.Base64(file.Content.AsSpan()));
        }

        text.Append("\r\n--").Append(boundary).Append("--\r\n");
    }

    // what is quoted or in base 64 has no line that begins with it: '=' is never before '_'
    private string Boundary(string of) => "=_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Id + of)))[..24];

    private static void Part(StringBuilder text, string boundary, string type, string body) => text
        .Append("\r\n--").Append(boundary).Append("\r\nContent-Type: ").Append(type).Append("; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n")
        .Append(MimeText.QuotedPrintable(body));
}
