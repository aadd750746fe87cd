namespace Platen.Domain.Sites;

/// <summary>What an agent reports; one derived record for each kind of event in <c>events.proto</c>.</summary>
public abstract record FactBody;
