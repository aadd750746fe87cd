namespace Platen.Gateway.Api.Shared;

/// <summary>Reads an id of the domain.</summary>
internal delegate bool TryParseId<T>(string? text, out T id);
