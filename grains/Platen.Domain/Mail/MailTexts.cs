using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Platen.Domain.Mail;

/// <summary>
/// Writes mails from the text resources <c>Mail/Texts/PURPOSE.LANGUAGE.txt</c>: the subject in the first line, then paragraphs with <c>{values}</c>. A paragraph that is a link, a PIN or a login name alone stands out in the HTML. What
/// a stranger typed is no value: else anybody could have us mail their words to anybody.
/// </summary>
public static partial class MailTexts
{
    private static readonly ConcurrentDictionary<string, string> Read = new(StringComparer.Ordinal);

    /// <summary>Writes a mail.</summary>
    /// <exception cref="ArgumentException">A value of the text is missing.</exception>
    public static MailContent Write(MailPurpose purpose, string language, string to, params ImmutableArray<(string Name, string Value)> values)
    {
        var lines = Resource(Word(purpose), language).Split("\n\n", 2);
        ImmutableArray<string> paragraphs = [.. lines[1].Trim().Split("\n\n").Where(paragraph => paragraph != "{link}" || Value(values, "link").Length > 0)];
        var subject = Fill(lines[0].Trim(), values, static text => text);
        var text = string.Join("\n\n", paragraphs.Select(paragraph => Fill(paragraph, values, static value => value))) + "\n";
        return new MailContent(to, subject, text, Html(language, subject, paragraphs, values), language);
    }

    /// <summary>What a change is called.</summary>
    public static string Words(CredentialChange change, string language) =>
        Entry("changes", language, JsonNamingPolicy.KebabCaseLower.ConvertName(change.ToString()));

    /// <summary>What a notice says, and what to do.</summary>
    public static (string What, string Advice) Words(SecurityNotice notice, string language)
    {
        var name = JsonNamingPolicy.KebabCaseLower.ConvertName(notice.ToString());
        return (Entry("notices", language, name), Entry("notices", language, name + "-advice"));
    }

    private static string Entry(string table, string language, string name) => Resource(table, language).Split('\n').Select(line => line.Split('=', 2)).First(pair => pair[0] == name)[1];

    private static string Word(MailPurpose purpose) => JsonNamingPolicy.KebabCaseLower.ConvertName(purpose.ToString());

    private static string Html(string language, string subject, ImmutableArray<string> paragraphs, ImmutableArray<(string Name, string Value)> values)
    {
        var html = new StringBuilder("<!doctype html>\n<html lang=\"").Append(language).Append("\"><head><meta charset=\"utf-8\"><title>").Append(WebUtility.HtmlEncode(subject))
            .Append("</title></head>\n<body style=\"font-family:sans-serif;font-size:15px;line-height:1.5;color:#1d273b;max-width:36em;margin:1.5em\">\n");
        foreach (var paragraph in paragraphs)
        {
            html.Append(paragraph switch
            {
                "{link}" => $"<p><a href=\"{Encoded(values, "link")}\">{Encoded(values, "link")}</a></p>\n",
                "{pin}" or "{login}" => $"<p style=\"font-size:20px;font-weight:bold\">{Encoded(values, paragraph.Trim('{', '}'))}</p>\n",
                _ => $"<p>{Fill(WebUtility.HtmlEncode(paragraph), values, WebUtility.HtmlEncode).Replace("\n", "<br>\n", StringComparison.Ordinal)}</p>\n",
            });
        }

        return html.Append("</body></html>\n").ToString();
    }

    private static string Encoded(ImmutableArray<(string Name, string Value)> values, string name) => WebUtility.HtmlEncode(Value(values, name));

    // once, so that a value which looks like a placeholder stays what it is
    private static string Fill(string text, ImmutableArray<(string Name, string Value)> values, Func<string, string> encode) =>
        Placeholder().Replace(text, match => encode(Value(values, match.Groups[1].Value)));

    private static string Value(ImmutableArray<(string Name, string Value)> values, string name)
    {
        foreach (var value in values)
        {
            if (value.Name == name)
            {
                return new string([.. value.Value.Where(c => !char.IsControl(c))]);
            }
        }

        throw new ArgumentException($"The text needs a value for '{name}'.", nameof(values));
    }

    private static string Resource(string name, string language) => Read.GetOrAdd($"Mail/{name}.{language}.txt", static path =>
    {
        using var stream = typeof(MailTexts).Assembly.GetManifestResourceStream(path) ?? throw new ArgumentException($"There is no text '{path}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    });

    [GeneratedRegex(@"\{([a-z]+)\}", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Placeholder();
}
