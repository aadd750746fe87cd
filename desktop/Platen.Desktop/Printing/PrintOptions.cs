using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Platen.Desktop.CommandLine;
using Platen.Protocols.Ipp;

namespace Platen.Desktop.Printing;

/// <summary>What is asked for with <c>-o</c>: job template attributes by their IPP names (RFC 8011, 5.2).</summary>
internal sealed partial record PrintOptions
{
    private const int CopiesMax = 999;
    private const string Known = "copies=N, sides=one-sided|two-sided-long-edge|two-sided-short-edge, print-color-mode=auto|color|monochrome, media=KEYWORD, page-ranges=FROM-TO";

    private PrintOptions(ImmutableArray<IppAttribute> attributes) => Attributes = attributes;

    /// <summary>The attributes; none of them twice.</summary>
    public ImmutableArray<IppAttribute> Attributes { get; }

    /// <summary>Reads the options.</summary>
    /// <exception cref="DesktopException">One is unknown, or has a value that it cannot have.</exception>
    public static PrintOptions Read(IEnumerable<string> options)
    {
        var attributes = ImmutableArray.CreateBuilder<IppAttribute>();
        foreach (var option in options)
        {
            var attribute = option.Split('=', 2) is [var name, var value] ? Read(name, value) : null;
            if (attribute is null || attributes.Any(known => known.Name == attribute.Name))
            {
                throw new DesktopException(ExitCode.Usage, $"-o {Output.PlainText.Of(option)} is unknown, wrong or there twice. Known are {Known}.");
            }

            attributes.Add(attribute);
        }

        return new PrintOptions(attributes.ToImmutable());
    }

    private static IppAttribute? Read(string name, string value) => name switch
    {
        "copies" when Number(value) is >= 1 and <= CopiesMax and var copies => new IppAttribute("copies", [new IppIntegerValue(IppTag.Integer, copies)]),
        "sides" when value is "one-sided" or "two-sided-long-edge" or "two-sided-short-edge" => Keyword(name, value),
        "print-color-mode" when value is "auto" or "color" or "monochrome" => Keyword(name, value),
        "media" when MediaKeyword().IsMatch(value) => Keyword(name, value),
        "page-ranges" when value.Split('-', 2) is [var from, var to] && Number(from) is >= 1 and var lower && Number(to) is var upper && upper >= lower => new IppAttribute(name, [new IppRangeValue(lower, upper)]),
        _ => null,
    };

    private static IppAttribute Keyword(string name, string value) => new(name, [new IppStringValue(IppTag.Keyword, value)]);

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex("^[a-z0-9_.-]{1,100}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex MediaKeyword();
}
