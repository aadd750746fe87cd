using System.Collections.Immutable;

namespace Platen.Domain.Users;

/// <summary>What a group's record must be like.</summary>
public static class GroupRules
{
    /// <summary>Longest description, in characters.</summary>
    public const int DescriptionMax = 1_000;

    /// <summary>All that is wrong with a group; empty: nothing.</summary>
    public static ImmutableArray<string> Check(Group group)
    {
        var errors = ImmutableArray.CreateBuilder<string>();
        RuleText.Name(errors, "The name", group.Name);
        RuleText.Text(errors, "The description", group.Description, DescriptionMax);
        return errors.ToImmutable();
    }
}
