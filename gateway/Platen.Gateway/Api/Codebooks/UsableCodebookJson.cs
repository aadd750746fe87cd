using Platen.Domain.Codebooks;

namespace Platen.Gateway.Api.Codebooks;

/// <summary>A codebook from which somebody may choose.</summary>
internal sealed record UsableCodebookJson(string Id, string Name, string Description, string? Parent)
{
    public static UsableCodebookJson Of(Codebook row) => new(row.Id.Value, row.Name, row.Description, row.Parent?.Value);
}
