from themebook.cli import main

raise SystemExit(main())
