namespace Platen.Protocols.Pjl;

/// <summary>A setting for one job: <c>@PJL SET NAME=VALUE</c>.</summary>
/// <param name="Name">The variable, such as DUPLEX; letters only.</param>
/// <param name="Value">The value, such as ON or 2; letters and digits only.</param>
public readonly record struct PjlSetting(string Name, string Value);
