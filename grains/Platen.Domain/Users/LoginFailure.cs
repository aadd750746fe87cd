using System.Collections.Immutable;

namespace Platen.Domain.Users;

/// <summary>A wrong PIN or password somewhere in the fleet.</summary>
/// <param name="Site">The branch; <c>the web</c> for console, portal and REST.</param>
/// <param name="Place">The device; for a print job's password, the branch; on the web, the address.</param>
/// <param name="Tag">Tag of what was typed (<see cref="CredentialIndex.TagOf"/>); empty: the agent did not say.</param>
/// <param name="At">When it became known.</param>
public sealed record LoginFailure(string Site, string Place, ImmutableArray<byte> Tag, DateTimeOffset At);
