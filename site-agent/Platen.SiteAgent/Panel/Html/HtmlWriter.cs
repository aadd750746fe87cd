using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Platen.SiteAgent.Panel.Html;

/// <summary>Builds a page. What stands in an interpolated string is markup; what stands in its holes is text, and is always encoded, in attributes too: quote them.</summary>
internal sealed class HtmlWriter
{
    // encodes < > & " ' and control characters; letters of any script stay readable
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder _text = new(8 * 1024);

    public HtmlWriter Add([InterpolatedStringHandlerArgument("")] ref Markup markup)
    {
        _ = markup;
        return this;
    }

    public override string ToString() => _text.ToString();

    /// <summary>Text without what would hide or reorder its neighbours: control and direction characters (titles are written by strangers).</summary>
    internal static string Clean(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = char.IsControl(source[i]) || source[i] is (>= '\u200E' and <= '\u200F') or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069') ? ' ' : source[i];
        }
    });

    /// <summary>One piece of markup with its holes.</summary>
    [InterpolatedStringHandler]
    internal readonly struct Markup
    {
        private readonly StringBuilder _text;

        public Markup(int literalLength, int formattedCount, HtmlWriter writer)
        {
            _ = (literalLength, formattedCount);
            _text = writer._text;
        }

        public void AppendLiteral(string markup) => _text.Append(markup);

        public void AppendFormatted(string? text) => _text.Append(Encoder.Encode(Clean(text ?? "")));

        public void AppendFormatted(int number) => _text.Append(number);
    }
}
