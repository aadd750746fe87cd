using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Platen.TestKit.Mail;

/// <summary>A message as its reader would see it.</summary>
public sealed partial record ReceivedMail(string From, string To, string Subject, string Text, string Html, string Raw)
{
    /// <summary>The token behind the '#' of the link in it.</summary>
    public string Token => Link[(Link.IndexOf('#', StringComparison.Ordinal) + 1)..];

    /// <summary>The link in it.</summary>
    public string Link => Address().Match(Text).Value;

    /// <summary>Reads a message with the peer's two lines before it.</summary>
    public static ReceivedMail Read(string raw)
    {
        var text = raw.ReplaceLineEndings("\n");
        var head = text[..text.IndexOf("\n\n", StringComparison.Ordinal)].Replace("\n ", "", StringComparison.Ordinal);
        return new ReceivedMail(Header(head, "From"), Header(head, "X-RcptTo"), Words(Header(head, "Subject")), Part(text, "text/plain"), Part(text, "text/html"), raw);
    }

    private static string Header(string head, string name) =>
        head.Split('\n').FirstOrDefault(line => line.StartsWith(name + ": ", StringComparison.Ordinal))?[(name.Length + 2)..] ?? "";

    private static string Words(string text) => EncodedWord().Replace(text.Replace("?==?", "?= =?", StringComparison.Ordinal), match => Encoding.UTF8.GetString(Convert.FromBase64String(match.Groups[1].Value)));

    private static string Part(string text, string type)
    {
        var at = text.IndexOf($"Content-Type: {type}", StringComparison.Ordinal);
        if (at < 0)
        {
            return "";
        }

        var begin = text.IndexOf("\n\n", at, StringComparison.Ordinal) + 2;
        var end = text.IndexOf("\n--=_", begin, StringComparison.Ordinal);
        return Decode(text[begin..(end < 0 ? text.Length : end)]);
    }

    private static string Decode(string text)
    {
        var plain = text.Replace("=\n", "", StringComparison.Ordinal);
        var octets = new List<byte>();
        for (var at = 0; at < plain.Length; at++)
        {
            if (plain[at] == '=' && byte.TryParse(plain.AsSpan(at + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var octet))
            {
                octets.Add(octet);
                at += 2;
            }
            else
            {
                octets.Add((byte)plain[at]);
            }
        }

        return Encoding.UTF8.GetString([.. octets]);
    }

    [GeneratedRegex(@"https://\S+", RegexOptions.None, 1_000)]
    private static partial Regex Address();

    [GeneratedRegex(@"=\?utf-8\?B\?([^?]*)\?= ?", RegexOptions.None, 1_000)]
    private static partial Regex EncodedWord();
}
