using Platen.Domain.Codebooks;

namespace Platen.Gateway.Api.Codebooks;

/// <summary>A codebook. Without <paramref name="Access"/> it follows the codebook above, and is for nobody where there is none.</summary>
internal sealed record CodebookJson(string Id, string Name, string Description, string? Parent, CodeAccessJson? Access, bool Active)
{
    public static CodebookJson Of(Codebook row) => new(row.Id.Value, row.Name, row.Description, row.Parent?.Value, CodeAccessJson.Of(row.Access), row.Active);
}
