using Platen.Grains.Abstractions;

namespace Platen.Grains.Records;

/// <summary>Refusals that many commands share.</summary>
internal static class Refusals
{
    public static readonly CommandResult AdministratorsOnly = CommandResult.Not(CommandCode.Forbidden, "Only administrators may do that.");

    public static readonly CommandResult NotYours = CommandResult.Not(CommandCode.Forbidden, "Only its owner or an administrator may do that.");

    public static CommandResult NotFound(string what) => CommandResult.Not(CommandCode.NotFound, $"There is no {what}.");

    public static CommandResult Exists(string what) => CommandResult.Not(CommandCode.NotUnique, $"There is a {what} already.");
}
