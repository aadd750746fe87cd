namespace Platen.Store.Audit;

/// <summary>A chain and its head; without position: the rows are there but the head is gone.</summary>
internal sealed record ChainHead(string Chain, long? Position, byte[]? Hash);
