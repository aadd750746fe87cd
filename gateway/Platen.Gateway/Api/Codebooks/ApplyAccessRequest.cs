namespace Platen.Gateway.Api.Codebooks;

/// <summary>To what a codebook's access is applied.</summary>
/// <param name="Codebooks">Ids of codebooks right below it.</param>
/// <param name="Codes">Values of its codes.</param>
internal sealed record ApplyAccessRequest(IReadOnlyList<string>? Codebooks, IReadOnlyList<string>? Codes);
