using System.Collections.Immutable;
using Platen.Domain.Codebooks;
using Platen.Domain.Ports;
using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Codebooks;

/// <summary>The tenant's codebooks and codes, and who may use them (AZ07). Stateless. Key: <see cref="GrainKeys.Tenant"/>.</summary>
[Alias("platen.codebooks.codebook-grain")]
public interface ICodebookGrain : IGrainWithStringKey
{
    /// <summary>All codebooks by id, those that are given up too; none when the actor may not change them.</summary>
    [Alias("list")]
    [AnySilo]
    Task<ImmutableArray<Codebook>> ListAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>The codes of a codebook by value, those that are given up too; null: there is no such codebook, or the actor may not change codebooks.</summary>
    [Alias("list-codes")]
    [AnySilo]
    Task<ResultPage<Code>?> ListCodesAsync(CodebookId codebook, string search, PageRequest page, Actor actor, CancellationToken cancellationToken);

    /// <summary>Adds a codebook, or changes one.</summary>
    [Alias("put")]
    [AnySilo]
    Task<CommandResult> PutAsync(PutCodebook command, Actor actor, CancellationToken cancellationToken);

    /// <summary>Adds or changes codes, all or none.</summary>
    [Alias("put-codes")]
    [AnySilo]
    Task<CommandResult> PutCodesAsync(PutCodes command, Actor actor, CancellationToken cancellationToken);

    /// <summary>Applies a codebook's access to what is below it.</summary>
    [Alias("apply-access")]
    [AnySilo]
    Task<CommandResult> ApplyAccessAsync(ApplyCodeAccess command, Actor actor, CancellationToken cancellationToken);

    /// <summary>The codebooks from which a user may choose something, by id; null: there is no such user, or the actor is neither that user nor somebody who may change codebooks.</summary>
    [Alias("list-usable")]
    [AnySilo]
    Task<ImmutableArray<Codebook>?> ListUsableAsync(UserId user, Actor actor, CancellationToken cancellationToken);

    /// <summary>The codes of a codebook from which a user may choose, by value; null as for <see cref="ListUsableAsync"/>. None where the codebook is not there or given up: that is not told apart from one that is not for the user.</summary>
    [Alias("list-usable-codes")]
    [AnySilo]
    Task<ResultPage<Code>?> ListUsableCodesAsync(UserId user, CodebookId codebook, string search, PageRequest page, Actor actor, CancellationToken cancellationToken);
}
