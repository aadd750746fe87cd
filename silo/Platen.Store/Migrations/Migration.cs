using System.Security.Cryptography;
using System.Text;

namespace Platen.Store.Migrations;

/// <summary>One step of the schema: <c>NNNN_name.sql</c>. Once applied anywhere it is never edited again.</summary>
internal sealed record Migration(int Number, string Name, string Sql)
{
    /// <summary>SHA-256 of the text, line ends as LF, lower-case hexadecimal.</summary>
    public string Checksum { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));
}
