namespace Platen.SiteAgent.Replica;

/// <summary>The replica's file is damaged elsewhere than at its torn end, or under a key that is not here. It is then dropped, because the server has it all.</summary>
internal sealed class ReplicaDamagedException(string file, long offset, string what) : Exception($"'{file}' is damaged at byte {offset}: {what}.");
