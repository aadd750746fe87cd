using System.Collections.Immutable;
using Platen.Domain.Codebooks;
using Platen.Domain.Users;

namespace Platen.Grains.Codebooks;

/// <summary>A tenant's codebooks, as they stand below each other: what a codebook inherits (AZ07).</summary>
internal sealed class CodebookTree(IEnumerable<Codebook> codebooks)
{
    private readonly Dictionary<CodebookId, Codebook> _byId = codebooks.ToDictionary(codebook => codebook.Id);

    /// <summary>All of them, by id.</summary>
    public IEnumerable<Codebook> All => _byId.Values.OrderBy(codebook => codebook.Id.Value, StringComparer.Ordinal);

    /// <summary>A codebook; null: there is none.</summary>
    public Codebook? Find(CodebookId id) => _byId.GetValueOrDefault(id);

    /// <summary>Who may use it: what it says itself, else the nearest one above that says something; else nobody.</summary>
    public CodeAccess AccessOf(CodebookId id) => Upwards(id).Select(codebook => codebook.Access).FirstOrDefault(access => access is not null) ?? CodeAccess.Nobody;

    /// <summary>Whether one can choose from it: it is in use, and so are those above.</summary>
    public bool IsInUse(CodebookId id) => _byId.ContainsKey(id) && Upwards(id).All(codebook => codebook.Active);

    /// <summary>Whether the user may use it.</summary>
    public bool Allows(CodebookId id, User user) => IsInUse(id) && AccessOf(id).Allows(user);

    /// <summary>Why a codebook cannot stand below another one; null: it can.</summary>
    public string? WhyNotBelow(CodebookId id, CodebookId? parent)
    {
        if (parent is not { } above)
        {
            return null;
        }

        if (!_byId.ContainsKey(above))
        {
            return $"The codebook above, '{above}', is not there; choose one that is.";
        }

        ImmutableArray<Codebook> upwards = [.. Upwards(above)];
        return upwards.Any(codebook => codebook.Id == id)
            ? $"The codebook above, '{above}', stands below this one; a codebook cannot stand below itself."
            : upwards.Length + Below(id) > CodebookRules.LevelsMax ? $"The codebook above, '{above}', is too far down: codebooks would stand more than {CodebookRules.LevelsMax} deep; choose one further up." : null;
    }

    private IEnumerable<Codebook> Upwards(CodebookId id)
    {
        var next = (CodebookId?)id;
        for (var level = 0; level < CodebookRules.LevelsMax && next is { } at && _byId.TryGetValue(at, out var codebook); level++)
        {
            yield return codebook;
            next = codebook.Parent;
        }
    }

    // levels from the codebook down to the lowest one below it, itself counted
    private int Below(CodebookId id)
    {
        var (levels, wave) = (0, new HashSet<CodebookId> { id });
        while (wave.Count > 0 && levels <= CodebookRules.LevelsMax)
        {
            levels++;
            wave = [.. _byId.Values.Where(codebook => codebook.Parent is { } parent && wave.Contains(parent)).Select(codebook => codebook.Id)];
        }

        return levels;
    }
}
