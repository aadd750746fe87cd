using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Platen.Store.Migrations;

/// <summary>One step of the schema: <c>NNNN_name.sql</c>. Once applied anywhere it is never edited again.</summary>
internal sealed record Migration(int Number, string Name, string Sql)
{
    /// <summary>The first line of each migration from <see cref="FirstStated"/> on: the newest step that a program must know at least to work on a database with this one. <c>-- works-with: 0010</c>.</summary>
    public const string WorksWithHeader = "-- works-with: ";

    /// <summary>The first migration that must say with what it works. Before it there was no release.</summary>
    public const int FirstStated = 11;

    /// <summary>What the first line says; null where nothing is said: then only programs that know this step may run.</summary>
    public int? WorksWith { get; } = Sql.StartsWith(WorksWithHeader, StringComparison.Ordinal)
        && int.TryParse(Sql.ReplaceLineEndings("\n").Split('\n')[0][WorksWithHeader.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>SHA-256 of the text, line ends as LF, lower-case hexadecimal.</summary>
    public string Checksum { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));
}
