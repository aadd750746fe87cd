using System.Collections.Immutable;
using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Users;

/// <summary>Imports users. Stateless. Key: <see cref="GrainKeys.Tenant"/>.</summary>
[Alias("platen.users.user-import-grain")]
public interface IUserImportGrain : IGrainWithStringKey
{
    /// <summary>Adds or changes a user for each line, or says what would become of it; a line that is refused stops no other. Administrators only: for others every line is refused.</summary>
    [Alias("import")]
    [AnySilo]
    Task<ImmutableArray<ImportedUser>> ImportAsync(ImportUsers command, Actor actor, CancellationToken cancellationToken);
}
