using Platen.Domain.Roles;
using Platen.Grains.Abstractions;

namespace Platen.Grains.Records;

/// <summary>Refusals that many commands share.</summary>
internal static class Refusals
{
    public static readonly CommandResult AdministratorsOnly = CommandResult.Not(CommandCode.Forbidden, "Only administrators may do that.");

    public static readonly CommandResult NotYours = CommandResult.Not(CommandCode.Forbidden, "Only its owner or an administrator may do that.");

    /// <summary>The actor lacks a right, or does not hold it there.</summary>
    public static CommandResult Needs(Right right) => CommandResult.Not(CommandCode.Forbidden, $"That needs the right '{RightCatalog.Word(right)}' here; an administrator can give it.");

    /// <summary>The actor would give or take away what the actor does not hold.</summary>
    public static CommandResult CannotGive(Right right) => CommandResult.Not(CommandCode.Forbidden, $"You do not hold the right '{RightCatalog.Word(right)}' as widely, so you cannot give it or take it away.");

    public static CommandResult NotFound(string what) => CommandResult.Not(CommandCode.NotFound, $"There is no {what}.");

    public static CommandResult Exists(string what) => CommandResult.Not(CommandCode.NotUnique, $"There is a {what} already.");
}
