namespace Platen.Gateway.Api.Codebooks;

/// <summary>Codes to add or change; those that are not named stay as they are.</summary>
/// <param name="Codes">The codes, 500 at most.</param>
internal sealed record PutCodesRequest(IReadOnlyList<PutCodeRequest>? Codes);
