using Platen.Domain.Codebooks;

namespace Platen.Gateway.Api.Codebooks;

/// <summary>A code that somebody may choose.</summary>
internal sealed record UsableCodeJson(string Value, string Text)
{
    public static UsableCodeJson Of(Code row) => new(row.Value, row.Text);
}
