using Platen.Domain.Codebooks;

namespace Platen.Gateway.Api.Codebooks;

/// <summary>A code of a codebook. Without <paramref name="Access"/> it follows its codebook.</summary>
internal sealed record CodeJson(string Value, string Text, CodeAccessJson? Access, bool Active)
{
    public static CodeJson Of(Code row) => new(row.Value, row.Text, CodeAccessJson.Of(row.Access), row.Active);
}
