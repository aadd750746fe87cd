using Platen.SiteAgent.Hosting;
using Platen.SiteAgent.Rendering.Sandbox;

return args.FirstOrDefault() switch
{
    "run" => await AgentCommands.RunAsync(args[1..]),
    "install" => await AgentCommands.InstallAsync(args[1..]),
    "enrol" => await AgentCommands.EnrolAsync(args[1..]),
    "check" => await CheckCommand.RunAsync(args[1..]),
    SandboxCommand.Name => await SandboxCommand.RunAsync(args[1..]),
    _ => await UsageAsync(),
};

static async Task<int> UsageAsync()
{
    await Console.Error.WriteLineAsync(
        """
        usage: Platen.SiteAgent run --Agent:DataDirectory=FOLDER …
               Platen.SiteAgent install --server URL --token-file FILE [--root FOLDER]
               Platen.SiteAgent enrol --server URL --token-file FILE --Agent:DataDirectory=FOLDER
               Platen.SiteAgent check [--delete-damaged] --Agent:DataDirectory=FOLDER
               Platen.SiteAgent sandbox --check
        """);
    return 2;
}
